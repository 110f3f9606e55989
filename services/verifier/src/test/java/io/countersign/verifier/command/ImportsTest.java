package io.countersign.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The verifier names nothing but itself, the report functions and the JDK, and of the JDK nothing
 * of the network.
 */
class ImportsTest {
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
  private static final Pattern ALLOWED =
      Pattern.compile(
          "io\\.countersign\\.(verifier|reports)\\..*|org\\.jspecify\\..*"
              + "|java\\.(io|lang|nio|security|time|util)\\..*");

  @Test
  void itImportsTheJdkAndItself() throws IOException {
    var imports = imports(Path.of("src/main/java"));
    assertThat(imports).hasSizeGreaterThan(100).allMatch(it -> ALLOWED.matcher(it).matches());
    assertThat(ALLOWED.matcher("java.net.Socket").matches()).isFalse();
  }

  @Test
  void theLedgerSharesNoCodeWithIt() throws IOException {
    var imports = imports(Path.of("../ledger/src/main/java"));
    assertThat(imports).hasSizeGreaterThan(100).noneMatch(it -> it.contains(".verifier."));
  }

  private static List<String> imports(Path folder) throws IOException {
    var imports = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        IMPORT.matcher(Files.readString(file)).results().forEach(it -> imports.add(it.group(1)));
      }
    }
    return imports;
  }
}
