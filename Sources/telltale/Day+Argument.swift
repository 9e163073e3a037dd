import ArgumentParser
import Vocabulary

extension Day: ExpressibleByArgument {
  /// A day on the command line, such as 2026-11-29.
  public init?(argument: String) { self.init(argument) }
}
