package io.countersign.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is a contract for ever: one file for each event and revision. */
class EventContractTest {
  private static final Path GOLDEN = Path.of("src/test/resources/events");

  static Stream<Class<? extends Event>> events() {
    return EventNames.VOCABULARIES.stream().flatMap(EventContractTest::records);
  }

  @SuppressWarnings("unchecked")
  private static Stream<Class<? extends Event>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EventContractTest::records)
        : Stream.of((Class<? extends Event>) type);
  }

  @Test
  void everyEventHasOneNameOfItsOwn() {
    var types = new HashSet<>(events().toList());
    assertThat(EventNames.all().keySet()).isEqualTo(types);
    assertThat(EventNames.all().values().stream().map(EventNames.Name::type).distinct())
        .hasSameSizeAs(types)
        .allMatch(name -> name.matches("[a-z]+\\.[a-z-]+"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void isWrittenAsEverBefore(Class<? extends Event> type) throws IOException {
    var written = DomainJson.write(Samples.of(type));
    assertThat(written + "\n").isEqualTo(golden(type, written));
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatWasWrittenIsRead(Class<? extends Event> type) throws IOException {
    var json = Files.readString(file(type)).strip();
    assertThat(DomainJson.read(json, type)).isEqualTo(Samples.of(type));
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatALaterReleaseAddsIsPassedOver(Class<? extends Event> type) throws IOException {
    var json = Files.readString(file(type)).strip();
    var later = json.substring(0, json.length() - 1) + ",\"zzz\":{\"new\":[1]}}";
    assertThat(DomainJson.read(later, type)).isEqualTo(Samples.of(type));
  }

  static Stream<Path> earlier() throws IOException {
    try (var files = Files.list(GOLDEN.resolve("earlier"))) {
      return files.sorted().toList().stream();
    }
  }

  /** As it was written before it got a further optional member; there may be several of a type. */
  @ParameterizedTest
  @MethodSource("earlier")
  void whatWasWrittenWithoutALaterMemberIsRead(Path file) throws IOException {
    var name = file.getFileName().toString();
    var type = events().filter(it -> name.startsWith(EventNames.of(it).type() + ".")).findFirst();
    var json = Files.readString(file).strip();
    assertThat(DomainJson.write(DomainJson.read(json, type.orElseThrow()))).isEqualTo(json);
  }

  @Test
  void aStepThatWasStartedBeforeInstancesWereReadIsRead() throws IOException {
    var earlier = GOLDEN.resolve("earlier").resolve("remediation.step-started.1.json");
    var json = Files.readString(earlier).strip();
    var read = DomainJson.read(json, RemediationEvent.StepStarted.class);
    assertThat(read.instance()).isNull();
    assertThat(DomainJson.write(read)).isEqualTo(json);
  }

  @Test
  void aRecoveryWithoutALaterMemberIsRead() throws IOException {
    var json = Files.readString(GOLDEN.resolve("earlier/incident.recovered.1.json")).strip();
    var read = DomainJson.read(json, IncidentEvent.Recovered.class);
    assertThat(read.quiet()).isNull();
    assertThat(DomainJson.write(read)).isEqualTo(json);
  }

  @Test
  void episodesThatWereWrittenBeforeTheyCouldComeAgainAreRead() throws IOException {
    var raised = Files.readString(GOLDEN.resolve("earlier/alert.raised.1.json")).strip();
    assertThat(DomainJson.read(raised, AlertEvent.Raised.class).again()).isNull();
    var resolved = Files.readString(GOLDEN.resolve("earlier/alert.resolved.1.json")).strip();
    assertThat(DomainJson.read(resolved, AlertEvent.Resolved.class).reason()).isNull();
    assertThat(DomainJson.write(DomainJson.read(resolved, AlertEvent.Resolved.class)))
        .isEqualTo(resolved);
  }

  @Test
  void isCanonicalWhateverOrderItCameIn() {
    var json = DomainJson.write(Set.of("b", "c", "a"));
    assertThat(json).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThatThrownBy(() -> DomainJson.write(new Fraction(0.5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.write("\u001f")).isEqualTo(DomainJson.write("\u001f"));
  }

  private record Fraction(double share) {}

  @Test
  void anUnknownNameStopsTheReader() {
    assertThatThrownBy(
            () ->
                new EventSerializer()
                    .classForType(new SimpleSerializedType("incident.dreamt", "1")))
        .isInstanceOf(UnknownEventException.class)
        .hasMessageContaining("incident.dreamt");
  }

  private static Path file(Class<? extends Event> type) {
    var name = EventNames.of(type);
    return GOLDEN.resolve(name.type() + "." + name.revision() + ".json");
  }

  /**
   * A file is written for a new event only, and only when asked to; one that's there never again.
   */
  private static String golden(Class<? extends Event> type, String written) throws IOException {
    var file = file(type);
    if (Boolean.getBoolean("countersign.regenerate") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, written + "\n");
    }
    assertThat(file).as("run once with -Dcountersign.regenerate=true").exists();
    return Files.readString(file);
  }
}
