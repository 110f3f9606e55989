package io.countersign.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ledger.UnusableDatabaseException;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema goes forward, and only along one path. */
class MigrationsTest {
  private static final Path FOLDER = Path.of("src/main/resources/db/migration");
  private static final Path MERGED = Path.of("src/test/resources/migrations.txt");

  /** A database may have been made by any of them. */
  @Test
  void whatWasMergedIsNeverEditedAndAlwaysFollowed() throws IOException {
    var merged = Files.readAllLines(MERGED);
    var now = now();
    if (Boolean.getBoolean("countersign.regenerate") && startsWith(now, merged)) {
      Files.write(MERGED, now);
    }
    assertThat(now)
        .as("a new one has the highest number, then run once with -Dcountersign.regenerate=true")
        .isEqualTo(Files.readAllLines(MERGED));
  }

  private static boolean startsWith(List<String> now, List<String> merged) {
    return now.size() >= merged.size() && now.subList(0, merged.size()).equals(merged);
  }

  private static List<String> now() throws IOException {
    var lines = new ArrayList<String>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.sorted().toList()) {
        var sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        lines.add(file.getFileName() + " " + HexFormat.of().toHexDigits((int) sum.getValue()));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update flyway_schema_history set checksum = 1 where version = '0103' | V0103 (remediation view) is another one here
          delete from flyway_schema_history where version = '0103' | V0103 (remediation view) was left out
          update flyway_schema_history set version = '9103' where version = '0180' | V9103 (alert incident) isn't known here
          """)
  void aSchemaOfAnotherVersionIsRefusedInOurWords(String change, String told) throws SQLException {
    var database = TestDatabase.create();
    try (var connection = TestDatabase.connect(database.owner());
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
    assertThatThrownBy(() -> Migrations.run(database.owner(), "application"))
        .isInstanceOfSatisfying(
            UnusableDatabaseException.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(problem -> assertThat(problem).contains(told)));
  }
}
