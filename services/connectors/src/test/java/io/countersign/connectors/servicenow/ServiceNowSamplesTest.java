package io.countersign.connectors.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.transport.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The samples that ServiceNow's documentation prints, in all their forms. */
class ServiceNowSamplesTest {
  private static JsonNode operations(String file) throws IOException {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    var path = Path.of(shared == null ? "../../../shared" : shared, "data", "servicenow", file);
    Assumptions.assumeTrue(Files.exists(path), () -> "SKIPPED: no samples in " + path);
    return StrictJson.read(Files.readAllBytes(path)).orElseThrow().path("operations");
  }

  private static int eachAnswer(
      JsonNode operations, List<String> methods, Consumer<JsonNode> check) {
    int number = 0;
    for (var operation : operations.values()) {
      for (var sample : operation.path("samples").values()) {
        var result = sample.path("response").path("body").path("result");
        var first = result.isArray() ? result.path(0) : result;
        if (methods.contains(operation.path("method").asString("")) && first.has("sys_id")) {
          check.accept(result);
          number++;
        }
      }
    }
    return number;
  }

  @Test
  void aChangeIsReadFromEveryFormInWhichItIsPrinted() throws IOException {
    int number =
        eachAnswer(
            operations("change-management-api.json"),
            List.of("GET", "POST", "PATCH"),
            result -> {
              var row = ServiceNowRecord.of(result);
              assertThat(row.value("sys_id")).as(result.toString()).matches("[0-9a-f]{32}");
              if (row.json().has("state")) {
                assertThat(row.value("state")).matches("-?\\d+");
              }
            });
    assertThat(number).isGreaterThan(10);
  }

  @Test
  void aRecordOfTheTableApiIsReadFromEveryForm() throws IOException {
    int number =
        eachAnswer(
            operations("table-api.json"),
            List.of("GET", "POST", "PATCH", "PUT"),
            result -> {
              var row = ServiceNowRecord.of(result);
              assertThat(row.value("sys_id")).matches("[0-9a-f]{32}");
              assertThat(row.instant("sys_updated_on").isPresent())
                  .isEqualTo(!row.value("sys_updated_on").isEmpty());
            });
    assertThat(number).isPositive();
  }
}
