package io.countersign.ledger.remediation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyInputTextTest {
  private static final List<String> PLAIN =
      List.of("", "orders", "a,b", "}", "{\u00e9: [", "true", "\uD83D\uDE00");
  private static final List<String> NASTY = List.of("\"", "\\", "x\n", "\",\"kind\":\"", "\u0001");

  /** With every member that there is, and without an escape. */
  private static final String FULL =
      DomainJson.write(Samples.of(PolicyInput.class)).replaceAll("\\\\.", "");

  private final SplittableRandom random = new SplittableRandom(3);

  private String text(List<String> among) {
    return among.get(random.nextInt(among.size()));
  }

  private int number() {
    return random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(1_000_000_000);
  }

  private @Nullable Boolean flagOrNull() {
    return random.nextInt(3) == 0 ? null : random.nextBoolean();
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
  }

  private PolicyInput.Target target(List<String> words) {
    return new PolicyInput.Target(
        text(words),
        text(words),
        text(words),
        number(),
        text(words),
        number(),
        random.ints(random.nextInt(3), 0, 5).mapToObj(_ -> text(words)).toList(),
        flagOrNull(),
        random.nextBoolean() ? null : number());
  }

  private PolicyInput input(List<String> words) {
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            text(words),
            text(words),
            number(),
            number(),
            number(),
            number(),
            text(words),
            number(),
            random.nextBoolean()),
        new PolicyInput.Actor(text(words), text(words)),
        target(words),
        new PolicyInput.IncidentFacts(text(words), text(words), number(), number()),
        new PolicyInput.Window(text(words), text(words), number()),
        new PolicyInput.History(
            number(),
            number(),
            number(),
            random.nextBoolean() ? null : instant(),
            number(),
            flagOrNull()),
        instant(),
        random.ints(random.nextInt(3), 0, 5).mapToObj(_ -> target(words)).toList());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(PolicyInputText.read(FULL)).contains(DomainJson.read(FULL, PolicyInput.class));
    for (int i = 0; i < 20_000; i++) {
      var input = input(PLAIN);
      assertThat(PolicyInputText.read(DomainJson.write(input))).contains(input);
    }
  }

  @Test
  void whatIsLaidOutOtherwiseIsLeftToOthersAndNeverReadWrongly() {
    for (int i = 0; i < 20_000; i++) {
      var input = input(NASTY);
      PolicyInputText.read(DomainJson.write(input))
          .ifPresent(it -> assertThat(it).isEqualTo(input));
    }
    var text = FULL;
    assertThat(
            List.of(
                "",
                "{",
                "null",
                text + " ",
                text.replace("Z", "\\u005a"),
                text.replace(":", ": "),
                text.replace("\"window\"", "\"newer\":1,\"window\""),
                text.replace("\"alerts\":1", "\"alerts\":-1"),
                text.replace("\"alerts\":1", "\"alerts\":9999999999"),
                text.replace("\"alerts\":1", "\"alerts\":1.5")))
        .allSatisfy(it -> assertThat(PolicyInputText.read(it)).isEmpty());
  }

  @Test
  void whatIsCutOffIsReadNowhere() {
    for (int end = 0; end < FULL.length(); end++) {
      assertThat(PolicyInputText.read(FULL.substring(0, end))).isEmpty();
    }
  }
}
