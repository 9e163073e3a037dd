import ArgumentParser

/// How many places of a finding are listed.
enum ExampleCount: Equatable, ExpressibleByArgument {
  case some(Int)
  case all

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let number = Int(argument), 0...1_000_000 ~= number {
      self = .some(number)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .some(let number): "\(number)"
    case .all: "all"
    }
  }
}
