package io.countersign.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RealPrometheusTest extends RealSourceContract {
  @Override
  protected List<String> programs() {
    return List.of("prometheus", "promtool");
  }

  @Override
  protected String debianPackage() {
    return "prometheus";
  }

  @Override
  protected Process started(Path data, int port, List<String> lines) throws Exception {
    if (!lines.isEmpty()) {
      var metrics = Files.writeString(data.resolve("m"), String.join("\n", lines) + "\n# EOF\n");
      var blocks = data.resolve("blocks");
      var making =
          program(
              data,
              "promtool",
              "tsdb",
              "create-blocks-from",
              "openmetrics",
              metrics.toString(),
              blocks.toString());
      assertThat(making.waitFor()).isZero();
    }
    var configuration = Files.writeString(data.resolve("prometheus.yml"), "global: {}\n");
    return answering(
        program(
            data,
            "prometheus",
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + data.resolve("blocks"),
            "--storage.tsdb.retention.time=100y",
            "--web.listen-address=127.0.0.1:" + port));
  }
}
