import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over the sources of the module in the working directory: {@code --write} formats them, {@code
 * --check} fails and names those that aren't. A program of its own because Maven may run on a JDK that can't read Java 25,
 * and because the formatter takes files, not folders.
 */
final class Format {

  public static void main(String... arguments) throws Exception {
    boolean check = arguments[0].equals("--check");
    List<String> files = sources(Path.of("src"));
    if (files.isEmpty()) {
      return;
    }
    List<String> options = new ArrayList<>();
    options.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    options.addAll(files);
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int exit = new Main(out, err, System.in).format(options.toArray(String[]::new));
    out.flush();
    err.flush();
    if (check && exit != 0) {
      System.err.println("Not formatted (or not readable): the files above. mvn -q initialize -Dformat -pl MODULE formats.");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.walk(folder)) {
      return paths.map(Path::toString).filter(path -> path.endsWith(".java")).sorted().toList();
    }
  }
}
