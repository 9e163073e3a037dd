/// Reads a capture from a file or from standard input, one record at a time.
package struct CaptureReader {}
