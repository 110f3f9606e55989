package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemorySilenceSource;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.domain.catalog.EntityId;
import io.countersign.server.config.ConfigurationFile;
import io.countersign.server.config.Connections;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final EntityId SHOP = EntityId.service("rig", "shop");

  private final MemorySilenceSource first = new MemorySilenceSource("first");
  private final MemorySilenceSource second = new MemorySilenceSource("second");
  private final SilenceReader reading;

  SilenceReaderTest() throws Exception {
    var connections = new Connections(List.of(first, second));
    reading = new SilenceReader(connections, ConfigurationFile.read(null));
  }

  @Test
  void tellsWhichSilencesAnEntityMayBeUnder() {
    silence("whole", matcher("service", "shop"), matcher("environment", "rig"));
    silence("one-alert", matcher("service", "shop"), matcher("alertname", "Down"));
    silence("other", matcher("service", "cart"));
    silence("elsewhere", matcher("service", "shop"), matcher("environment", "production"));
    silence("unclear", new LabelMatcher("service", "(", true, true));
    assertThat(reading.about(SHOP).items())
        .extracting(it -> it.id() + " " + it.fit())
        .containsExactly("whole yes", "one-alert yes", "unclear unclear");
    assertThat(reading.about(new EntityId("host", "rig", "shop")).items()).isEmpty();
    assertThat(reading.all().items()).hasSize(5);
  }

  @Test
  void tellsWhichSilencesAnAlertIsUnder() {
    silence("one-alert", matcher("service", "shop"), matcher("alertname", "Down"));
    assertThat(reading.about(Map.of("service", "shop", "alertname", "Down")).items()).hasSize(1);
    assertThat(reading.about(Map.of("service", "shop", "alertname", "Slow")).items()).isEmpty();
  }

  @Test
  void aSilenceIsOfTheIntegrationThatItsSourceDeliversAs() throws Exception {
    silence("down", matcher("alertname", "Down"));
    var down = Map.of("alertname", "Down");
    assertThat(reading.about("second", down).items()).isEmpty();
    assertThat(reading.about("alertmanager", down).items()).isEmpty();

    var only = new SilenceReader(new Connections(List.of(first)), ConfigurationFile.read(null));
    assertThat(only.about("alertmanager", down).items()).hasSize(1);
    assertThat(only.about("canonical", down).items()).isEmpty();

    second.deliverAs("eu", "us");
    second.add(silence("everywhere", NOW, matcher("alertname", "Down")));
    assertThat(reading.about("us", down).items()).hasSize(1);
    assertThat(reading.about("second", down).items()).isEmpty();
  }

  @Test
  void aSourceThatDoesNotAnswerIsAGapAndHidesNoOther() {
    silence("whole", matcher("service", "shop"));
    second.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
    var told = reading.all();
    assertThat(told.items()).extracting(SilenceReader.Item::source).containsExactly("first");
    assertThat(told.gaps()).containsExactly(new SilenceReader.Gap("second", "UNREACHABLE", "down"));
  }

  private void silence(String id, LabelMatcher... matchers) {
    // The order of a source is by its end; here by the order of the calls.
    var ends = NOW.plusSeconds(reading.all().items().size());
    first.add(silence(id, ends, matchers));
  }

  private static Silence silence(String id, Instant ends, LabelMatcher... matchers) {
    return new Silence(id, List.of(matchers), NOW, ends, Silence.State.ACTIVE, "sam", "because");
  }

  private static LabelMatcher matcher(String name, String value) {
    return new LabelMatcher(name, value, false, true);
  }
}
