import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java source of this checkout to google-java-format. Run by the build on the JDK that
 * compiles the sources, with the formatter on its class path: {@code check} fails on a file that is
 * laid out otherwise, {@code apply} rewrites it.
 */
final class Format {
  private Format() {}

  static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    List<Path> changed =
        sources().stream().parallel().filter(source -> differs(source, apply)).toList();
    changed.forEach(
        source -> System.out.println((apply ? "Formatted " : "Not formatted: ") + source));
    if (!apply && !changed.isEmpty()) {
      System.err.println("Run `mvn -Pformat` and commit what it changes.");
      System.exit(1);
    }
  }

  /** What a person wrote: {@code tools}, and {@code src} of every module, never {@code target}. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(""))) {
      return Stream.concat(
              Stream.of(Path.of("tools")), modules.map(module -> module.resolve("src")))
          .filter(Files::isDirectory)
          .flatMap(Format::walk)
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean differs(Path source, boolean apply) {
    try {
      String before = Files.readString(source);
      Formatter formatter = new Formatter();
      String after = StringWrapper.wrap(formatter.formatSourceAndFixImports(before), formatter);
      if (apply && !after.equals(before)) {
        Files.writeString(source, after);
      }
      return !after.equals(before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      System.err.println(source + ":" + e.getMessage());
      return !apply;
    }
  }
}
