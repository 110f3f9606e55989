package io.countersign.domain.incident.title;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ObservedHealth;
import io.countersign.domain.testing.Cases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A title can be shown anywhere, whatever was alerted, measured and found. */
class IncidentTitlePropertiesTest {
  private static final String SECRET = "password=hunter2hunter2";
  private static final List<String> HOSTILE =
      List.of(
          "",
          " \t\n",
          "evil \u001b[2J\u009b1m\u202etitle\nsecond",
          "null",
          "\ud800 half",
          "\u0000",
          SECRET,
          "x".repeat(70) + " " + SECRET,
          "https://a:hunter2hunter2@db/",
          "\ud83d\udd25".repeat(400),
          "a plain summary of what is wrong.");

  @Test
  void isOneBoundedLineWithoutSecrets() {
    Cases.each(
        1_500,
        60_000,
        seed -> {
          var facts = new Any(new Random(seed)).facts();
          var title = IncidentTitle.of(facts);
          assertThat(title).isNotBlank().isEqualTo(title.strip());
          assertThat(title.codePointCount(0, title.length()))
              .isLessThanOrEqualTo(IncidentTitle.LONGEST);
          assertThat(title.codePoints()).noneMatch(IncidentTitlePropertiesTest::isUnshown);
          assertThat(title).doesNotContain("hunter2").doesNotContainIgnoringCase("nan");
          assertThat(title.replace("null", namesNull(facts) ? "" : "null")).doesNotContain("null");
          assertThat(TextRedaction.text(title)).isEqualTo(title);
        });
  }

  @Test
  void dependsOnTheFactsAloneNotOnTheirOrder() {
    Cases.each(
        1_000,
        20_000,
        seed -> {
          var facts = new Any(new Random(seed)).facts();
          assertThat(IncidentTitle.of(shuffled(facts, new Random(seed))))
              .isEqualTo(IncidentTitle.of(facts));
        });
  }

  /** "For its users" is measured where users come in; "because" and the like are decided. */
  @Test
  void claimsNothingThatIsNotKnown() {
    Cases.each(
        1_500,
        60_000,
        seed -> {
          var facts = new Any(new Random(seed)).facts();
          var title = IncidentTitle.of(facts);
          boolean felt =
              facts.observed().orElse(List.of()).stream()
                  .anyMatch(it -> facts.entryPoints().contains(it.entity()));
          assertThat(title.contains("for its users")).as(title).isIn(false, felt);
          boolean decided = facts.diagnosis() != null && facts.diagnosis().decided();
          assertThat(title.contains(", because ")).as(title).isIn(false, decided);
          assertThat(title.contains("more load than")).as(title).isIn(false, decided);
          if (facts.observed().isEmpty()) {
            assertThat(title).doesNotContain("nobody measured").doesNotContain("up to");
          }
        });
  }

  private static boolean isUnshown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean namesNull(TitleFacts facts) {
    return "null".equals(facts.alert())
        || "null".equals(facts.summary())
        || facts.cause().filter(it -> "null".equals(it.toVersion())).isPresent();
  }

  private static TitleFacts shuffled(TitleFacts it, Random random) {
    return new TitleFacts(
        it.alert(),
        it.entity(),
        it.summary(),
        shuffled(it.alerting(), random),
        it.over(),
        it.entryPoints(),
        it.diagnosis());
  }

  private static <T> List<T> shuffled(List<T> all, Random random) {
    var mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  /** Facts of any kind. */
  private record Any(Random random) {
    TitleFacts facts() {
      return new TitleFacts(
          text(),
          entity(),
          random.nextInt(3) == 0 ? null : text(),
          many(this::entity),
          random.nextBoolean(),
          many(this::entity).stream().distinct().toList(),
          diagnosis());
    }

    private @Nullable Diagnosis diagnosis() {
      if (random.nextInt(5) == 0) {
        return null;
      }
      var observed = random.nextInt(5) == 0 ? null : many(this::observed);
      boolean decided = random.nextBoolean();
      var causes = decided ? List.of(cause()) : many(this::cause);
      return new Diagnosis(1, 1, "rules", decided, causes, List.of(), List.of(), observed);
    }

    private Cause cause() {
      var kinds = Cause.Kind.values();
      return new Cause(
          entity(),
          kinds[random.nextInt(kinds.length)],
          random.nextBoolean() ? null : text(),
          random.nextBoolean() ? null : text(),
          random.nextInt(100),
          List.of());
    }

    private ObservedHealth observed() {
      var states = ObservedHealth.State.values();
      var worst = List.of("0.53", "NaN", "Infinity", "-1", "0", "1500000", "0.000001", "1.5");
      return new ObservedHealth(
          entity(),
          states[random.nextInt(states.length)],
          random.nextInt(4) == 0 ? null : worst.get(random.nextInt(worst.size())),
          random.nextBoolean());
    }

    private EntityId entity() {
      var names = List.of("frontend", "orders", "a".repeat(200), "user@example.com", "db-1", "x");
      var kinds = List.of("service", "host", EntityId.ENDPOINT, "k".repeat(200));
      return new EntityId(
          kinds.get(random.nextInt(kinds.size())), "rig", names.get(random.nextInt(names.size())));
    }

    private String text() {
      return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private <T> List<T> many(Supplier<T> one) {
      var all = new ArrayList<T>();
      for (int left = random.nextInt(5); left > 0; left--) {
        all.add(one.get());
      }
      return all;
    }
  }
}
