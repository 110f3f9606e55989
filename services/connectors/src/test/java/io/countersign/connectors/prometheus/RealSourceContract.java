package io.countersign.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.spi.evidence.RangeAnswer;
import io.countersign.connectors.testing.EvidenceSourceContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.TimeSeries;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract against a real program, on a free port of the loopback address, with data of its
 * own. Where the program isn't installed it's skipped, and says so.
 */
abstract class RealSourceContract extends EvidenceSourceContract {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private int port;
  private int starts;
  private @Nullable Process process;

  /** The programs that it needs. */
  protected abstract List<String> programs();

  /** What the Debian package is called. */
  protected abstract String debianPackage();

  /** Starts on a port with these lines of metrics, each {@code name{labels} value seconds}. */
  protected abstract Process started(Path data, int port, List<String> lines) throws Exception;

  /** What stands before {@code /api/v1}. */
  protected String prefix() {
    return "";
  }

  @BeforeEach
  void prepare() throws IOException {
    for (var program : programs()) {
      var missing = program + " isn't installed: apt-get install " + debianPackage();
      if (!installed(program)) {
        System.err.println("SKIPPED " + getClass().getSimpleName() + ": " + missing);
      }
      assumeTrue(installed(program), missing);
    }
    port = FreePort.any();
    given("nothing", List.of());
  }

  @AfterEach
  @Override
  protected void down() {
    var running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        assertThat(running.waitFor(Eventually.PATIENCE)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  protected void given(String query, List<LabelledSeries> series) {
    down();
    var lines = new ArrayList<String>();
    for (var one : series) {
      for (var point : one.answered()) {
        lines.add(
            "%s{service=\"%s\"} %s %s"
                .formatted(
                    query,
                    one.labels().get("service"),
                    text(point.value()),
                    point.at().getEpochSecond()));
      }
    }
    try {
      process = started(Files.createDirectory(folder.resolve("data" + starts++)), port, lines);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for what was measured at each instant, and not for what was carried on from before. */
  @Override
  protected EvidenceSource source() {
    var real = real();
    return new EvidenceSource() {
      @Override
      public String name() {
        return real.name();
      }

      @Override
      public Optional<String> query(Signal signal, EntityId entity) {
        return real.query(signal, entity);
      }

      @Override
      public Duration step() {
        return real.step();
      }

      @Override
      public Duration baseline() {
        return real.baseline();
      }

      @Override
      public Duration settled() {
        return real.settled();
      }

      @Override
      public Outcome<RangeAnswer> range(String query, Instant from, Instant to, Duration step) {
        return real.range(exactly(query), from, to, step);
      }

      @Override
      public ConnectionHealth check() {
        return real.check();
      }
    };
  }

  @Test
  void pointsLieWholeStepsFromTheStartWhateverItIs() {
    given("q", List.of(series("a", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
    var found = Outcomes.value(real().range(exactly("q"), at(1), at(10), Duration.ofSeconds(3)));
    assertThat(found.series().getFirst().series().points())
        .extracting(TimeSeries.Point::value)
        .containsExactly(1.0, 4.0, 7.0, 10.0);
  }

  @Test
  void severalSeriesAreToldApart() {
    given("q", List.of(series("a", 1), series("b", 2)));
    var found = Outcomes.value(real().range(exactly("q"), T0, T0, STEP));
    assertThat(found.series()).hasSize(2);
  }

  @Test
  void aQueryThatIsNotUnderstoodIsRefused() {
    var failed = Outcomes.failed(real().range("sum(", T0, T0.plusSeconds(9), STEP));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.category().retryable()).isFalse();
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private static String exactly(String query) {
    return "max by (service) (last_over_time(" + query + "[999ms]))";
  }

  private PrometheusSource real() {
    var settings = JSON.createObjectNode().put("url", "http://127.0.0.1:" + port + prefix());
    return new PrometheusSource(
        PrometheusSettings.read("real", SettingsReader.of(settings, "", new ArrayList<>())),
        new BoundedHttp());
  }

  /** Until it answers. */
  protected final Process answering(Process started) {
    Eventually.holds(
        "it answers",
        () -> {
          assertThat(started.isAlive()).isTrue();
          return real().check().ok();
        });
    return started;
  }

  protected final Process program(Path data, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile())
        .start();
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place).resolve(program)));
  }

  private static String text(double value) {
    return Double.isInfinite(value) ? "+Inf" : Double.toString(value);
  }
}
