package io.countersign.server.conversation.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.domain.Role;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.remediation.Remediations.Request;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.ledger.remediation.Remediations.Step;
import io.countersign.ledger.remediation.Remediations.StepState;
import io.countersign.server.conversation.PressValue;
import io.countersign.server.remediation.answer.RemediationItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the plan: its card can be posted, and shows what nobody decides without. */
class PlanCardPropertiesTest {
  private static final int CARDS = 400;
  private static final List<String> RISKS = List.of("low", "medium", "high", "critical");
  private static final List<String> HOSTILE =
      List.of(
          "<!channel>",
          "<@U0123456>",
          "*bold* _it_ ~no~ `x`",
          "\u202Etxet desrever",
          "\u0000\u0007",
          "\uD83D\uDE00\uD83D\uDE00",
          "line\nbreak",
          "&amp;<>");

  private final MemoryConversation chat = new MemoryConversation("chat", "C1");
  private final Buttons buttons =
      new Buttons(chat.inbox(), new PressValue.Place("C1", Remediations.ID.value()));

  static Stream<Long> seeds() {
    return IntStream.range(0, CARDS).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCardFitsAndShowsDigestRiskAndExpiry(long seed) {
    var any = new AnyPlan(new Random(seed));
    var row = any.row();
    var card = any.card(row).face(buttons).card();
    assertThat(card.title()).hasSizeBetween(1, 150);
    assertThat(card.text().length()).isLessThanOrEqualTo(3000);
    assertThat(card.facts()).hasSizeLessThanOrEqualTo(10);
    assertThat(card.facts()).allMatch(it -> it.value().length() <= 1000);
    assertThat(fact(card, "Plan digest")).isEqualTo(row.planDigest().hex());
    assertThat(fact(card, "Risk")).startsWith(any.risk);
    assertThat(fact(card, "Until")).startsWith("2026-11-27");
    boolean lowered = any.risk.equals("low") || any.risk.equals("medium");
    assertThat(actsOf(card))
        .isEqualTo(
            row.state() != State.AWAITING_APPROVAL
                ? List.of()
                : lowered && isWhole(card, row)
                    ? List.of("approve", "deny", "evidence")
                    : List.of("deny", "evidence"));
    assertThat(affected(fact(card, "Affects"))).isEqualTo(row.plan().affected().size());
    var steps = row.plan().steps().size() + row.plan().rollback().size();
    long shown = card.text().lines().filter(it -> it.contains(" by ex-")).count();
    assertThat(shown == steps || card.text().contains("countersign remediation " + row.id()))
        .as(card.text())
        .isTrue();
    if (isWhole(card, row)) {
      assertThat(card.text())
          .contains("Only if checkout-api has version 1.5.0")
          .contains("Now: service/rig/checkout-api has ", "version=1.5.0")
          .contains("Verified by errors of ", " for ");
      assertThat(card.text().lines().filter(it -> it.contains("; expects version=1.4.2")))
          .hasSize(steps);
    }
    assertThat(card.text()).doesNotContain("\u202E", "\u0000");
    assertThat(card.actions()).hasSizeLessThanOrEqualTo(5);
    assertThat(any.tickets.everyOneIsTold(fact(card, "Tickets"), "remediation " + row.id()))
        .as(fact(card, "Tickets"))
        .isTrue();
  }

  /** Said by what a person sees: the steps, the effects and the dry run, none cut. */
  private static boolean isWhole(Card card, Row row) {
    var elsewhere = "countersign remediation " + row.id();
    return !card.text().contains("countersign approve")
        && !card.text().contains(elsewhere)
        && !fact(card, "Dry run").contains(elsewhere)
        && !fact(card, "Affects").matches("(?s).* \\d+ more");
  }

  /** How many it says there are. */
  private static int affected(String told) {
    var more = Pattern.compile("(?s)(.*) and (\\d+) more").matcher(told);
    if (more.matches()) {
      return more.group(1).split(", ", -1).length + Integer.parseInt(more.group(2));
    }
    return told.isEmpty() || told.equals(PlanCard.NOTHING_ELSE) ? 0 : told.split(", ", -1).length;
  }

  private static List<String> actsOf(Card card) {
    return card.actions().stream()
        .filter(CardAction.Respond.class::isInstance)
        .map(CardAction.Respond.class::cast)
        .map(it -> PressValue.parse(it.value()).orElseThrow().act().word())
        .toList();
  }

  private static String fact(Card card, String label) {
    return card.facts().stream()
        .filter(it -> it.label().equals(label))
        .map(CardFact::value)
        .findFirst()
        .orElse("");
  }

  /** A plan of any size with any text in it. */
  private static final class AnyPlan {
    private final Random random;
    private final String risk;
    private final AnyTickets tickets;

    AnyPlan(Random random) {
      this.random = random;
      this.tickets = new AnyTickets(random, HOSTILE);
      this.risk = RISKS.get(random.nextInt(RISKS.size()));
    }

    PlanCard card(Row row) {
      return new PlanCard(
          row,
          text(300),
          texts(4, 500),
          texts(30, 40),
          window(),
          tickets.facts(),
          UnaryOperator.identity());
    }

    private RemediationItem.@Nullable Window window() {
      return random.nextInt(4) == 0
          ? new RemediationItem.Window("frozen", text(1_500), at(900))
          : null;
    }

    Row row() {
      var plan = plan();
      var states = State.values();
      var state =
          random.nextBoolean() ? State.AWAITING_APPROVAL : states[random.nextInt(states.length)];
      return new Row(
          Remediations.ID.value(),
          1,
          Remediations.INCIDENT.value(),
          state,
          1,
          "system",
          plan,
          plan.digest(),
          new ConsideredAlternatives(List.of(), List.of(), List.of()),
          policy(),
          null,
          List.of(),
          new Request(at(0), at(60), at(120), at(300)),
          false,
          false,
          plan.steps().stream().map(this::progress).toList(),
          List.of(),
          List.of(),
          null,
          null,
          at(0),
          null,
          null,
          random.nextBoolean() ? null : text(10_000),
          List.of(),
          null);
    }

    private Step progress(PlannedStep it) {
      var states = StepState.values();
      return new Step(
          it, false, states[random.nextInt(states.length)], 1, null, null, null, List.of());
    }

    private static Instant at(int seconds) {
      return Instant.parse("2026-11-27T12:00:00Z").plusSeconds(seconds);
    }

    private PolicyDecision policy() {
      var terms =
          new PolicyDecision.Approval(
              risk, 1 + random.nextInt(3), Set.of(Role.APPROVER), Set.of(), 60, 120, 300);
      return new PolicyDecision.NeedsApproval(
          texts(30, 60), Remediations.digest("bundle"), List.of(), terms);
    }

    private Plan plan() {
      return new Plan(
          Remediations.INCIDENT,
          "any",
          Remediations.digest("runbook"),
          text(2_000),
          "restart",
          List.of(Remediations.BAD),
          List.of("checkout-api has version 1.5.0"),
          texts(80, 60),
          steps(1 + random.nextInt(60)),
          steps(random.nextInt(20)),
          List.of(Remediations.probe("errors")),
          text(random.nextInt(10) == 0 ? 10_000 : 200));
    }

    private List<PlannedStep> steps(int many) {
      return IntStream.rangeClosed(1, many).mapToObj(this::step).toList();
    }

    private PlannedStep step(int number) {
      var parameters = new TreeMap<String, String>();
      for (int i = random.nextInt(80); i > 0; i--) {
        parameters.put("field-" + i, text(random.nextInt(40) == 0 ? 10_000 : 20));
      }
      return new PlannedStep(
          number,
          "ex-" + number,
          "restart",
          EntityId.service("rig", "s" + "x".repeat(random.nextInt(190))),
          parameters,
          Map.of("version", "1.4.2"),
          60);
    }

    private List<String> texts(int most, int longest) {
      return IntStream.range(0, random.nextInt(most + 1))
          .mapToObj(_ -> text(1 + random.nextInt(longest)))
          .toList();
    }

    private String text(int longest) {
      var text = new StringBuilder("t");
      while (text.length() < longest) {
        text.append(
            random.nextInt(4) == 0
                ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                : String.valueOf((char) ('a' + random.nextInt(26))));
      }
      return text.toString();
    }
  }
}
