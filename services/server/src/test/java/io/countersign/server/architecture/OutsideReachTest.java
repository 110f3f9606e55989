package io.countersign.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.metrics.EventMeter;
import io.countersign.server.remediation.approval.DecisionPreview;
import io.countersign.server.summary.EventTexts;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Who answers a caller does so without asking anybody outside, over however many classes, but at
 * the gates named here: a caller waits, and many callers at once would be many questions at once.
 */
class OutsideReachTest {
  /** Where somebody wants to know what the outside says now; each bounds how many ask at once. */
  private static final Map<String, String> GATES =
      Map.of(
          "io.countersign.server.diagnosis.ClaimRerun", "a claim's source is asked again",
          "io.countersign.server.alert.SilenceReader", "what sources silence is kept nowhere",
          "io.countersign.server.audit.DependencyChecks", "the doctor looks at every connection",
          "io.countersign.server.conversation.Chat", "who acts in a chat is looked at there",
          "io.countersign.server.catalog.InventoryGate", "a catalogue is read from another system",
          "io.countersign.server.ticketing.TicketGate", "a backfill counts what was changed",
          "io.countersign.server.access.link.AccountNames", "whose account it is is seen there");

  /** Everybody in the server who has a port do something, by package. */
  private static final List<String> TOUCHING =
      List.of(
          // the loops' activities, and what gathers for them
          "diagnosis.SignalEvidence",
          "diagnosis.LogEvidence",
          "diagnosis.TraceEvidence",
          "diagnosis.ProbeMeasurement",
          "diagnosis.RecoveryMeasurement",
          "diagnosis.RecoveryProbes",
          "planning.PlanPreparation",
          "planning.ContentBinding",
          "planning.TargetSignals",
          "remediation.StepExecutors",
          "remediation.ClockReader",
          "ticketing.turn.TicketCreation",
          "ticketing.turn.TicketMoves",
          "ticketing.turn.TicketWriting",
          "ticketing.turn.TicketTelling",
          "ticketing.turn.TicketReading",
          "ticketing.change.ChangeRequestReading",
          // polls, and the automation that tells people
          "remediation.autonomy.AutonomyNotices",
          "change.ChangePolling",
          "ticketing.TicketPolling",
          "ticketing.ChangedTickets",
          "ticketing.TicketFieldCheck", // at the start, and every half an hour
          "calendar.CalendarSubscriptions",
          "calendar.CalendarNotices",
          "remediation.notice.WhenApprovalChangedThenNotify",
          "policy.PolicyNotices",
          "automation.NoticeDelivery",
          "conversation.delivery.CardDelivery",
          "conversation.delivery.ChannelLookup",
          "conversation.delivery.DeliveryFailure",
          "conversation.delivery.ChannelChecks", // asked by the doctor
          "oncall.FollowUps",
          // the gates
          "diagnosis.ClaimRerun",
          "alert.SilenceReader",
          "audit.DependencyChecks",
          "conversation.Chat",
          "catalog.InventoryGate",
          "ticketing.TicketGate",
          "access.link.AccountNames",
          // asks for a connection's address only; and those that tell people
          "ticketing.act.TicketAccounts",
          "ticketing.outage.OutageNotices",
          // wiring: asks for names, marks and what is on offer only
          "planning.PlanningConfiguration",
          "config.Connections",
          "change.ChangeConfiguration",
          "calendar.CalendarConfiguration",
          "conversation.delivery.DeliveryConfiguration",
          "remediation.RemediationConfiguration");

  private static final Reach REACH = new Reach(House.CLASSES, GATES.keySet());
  private static final Predicate<JavaClass> PORT =
      assignableTo(Connection.class).and(resideInAPackage(module("connectors.spi")));

  /** Has a port do something; the configuration, which knows how one is opened, doesn't. */
  private static final Predicate<JavaClass> ASKS_OUTSIDE =
      type ->
          type.getAccessesFromSelf().stream()
              .filter(it -> PORT.test(it.getTargetOwner()))
              .anyMatch(it -> !it.getName().equals("name"));

  private static final Predicate<JavaClass> ENGINE =
      type ->
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(it -> it.getTargetClass().getPackageName().startsWith("io.temporal."));

  private static final String CHANGE_REQUEST =
      "io.countersign.server.ticketing.shown.LinkedTicketsShown";

  /**
   * But for the preview of a decision, which costs what the decision does, of what waits for one;
   * and the change request of the one plan that somebody looks at: a list never asks for it.
   */
  private static final Predicate<JavaClass> LOADS =
      type ->
          !type.isEquivalentTo(DecisionPreview.class)
              && !type.getFullName().equals(CHANGE_REQUEST)
              && type.getMethodCallsFromSelf().stream()
                  .filter(it -> it.getTargetOwner().isEquivalentTo(Ledger.class))
                  .anyMatch(
                      it -> Set.of("incident", "remediation", "ticket").contains(it.getName()));

  private static boolean answersCallers(JavaClass type) {
    return type.isAnnotatedWith(RestController.class)
        || type.isAnnotatedWith(RestControllerAdvice.class)
        || type.isAssignableTo(Filter.class)
        || type.isAssignableTo(HandlerInterceptor.class)
        || type.isAssignableTo(HandlerMethodArgumentResolver.class)
        || type.isAssignableTo(OpaqueTokenIntrospector.class)
        || type.isAssignableTo(EventTexts.class)
        || type.isAssignableTo(EventMeter.class);
  }

  static List<JavaClass> gates() {
    return GATES.keySet().stream().sorted().map(House.CLASSES::get).toList();
  }

  private static List<JavaClass> answering() {
    return House.CLASSES.stream().filter(OutsideReachTest::answersCallers).toList();
  }

  private static List<String> ways(Predicate<JavaClass> target) {
    return answering().stream().map(it -> REACH.way(it, target)).flatMap(Optional::stream).toList();
  }

  @Test
  void theRulesAreAboutSomething() {
    assertThat(answering()).hasSizeGreaterThan(20);
    assertThat(House.CLASSES.stream().filter(PORT)).hasSizeGreaterThanOrEqualTo(7);
    assertThat(House.CLASSES.stream().filter(ASKS_OUTSIDE)).hasSizeGreaterThan(10);
    assertThat(House.CLASSES.stream().filter(ENGINE)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyElseInTheServerTouchesTheOutside() {
    assertThat(
            House.CLASSES.stream()
                .filter(ASKS_OUTSIDE.and(resideInAPackage(module("server"))))
                .map(
                    it ->
                        it.getName().replaceAll("[$].*", "").replace("io.countersign.server.", ""))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(TOUCHING);
  }

  @Test
  void whoAnswersCallersReachesTheOutsideAtTheGatesAlone() {
    assertThat(ways(ASKS_OUTSIDE)).isEmpty();
  }

  /** What a page shows comes from tables; an aggregate costs its history (invariant 15). */
  @Test
  void whoAnswersCallersLoadsNoIncidentNoRemediationAndNoTicket() {
    assertThat(House.CLASSES.stream().filter(LOADS)).hasSizeGreaterThan(3);
    assertThat(ways(LOADS)).isEmpty();
  }

  @Test
  void whoAnswersCallersNeverSpeaksToTheEngine() {
    assertThat(ways(ENGINE)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("gates")
  void everyGateIsBoundedAndNeeded(JavaClass gate) {
    assertThat(REACH.leads(gate, ASKS_OUTSIDE)).isTrue();
    assertThat(answering()).anyMatch(it -> REACH.leads(it, gate::equals));
    assertThat(gate.getDirectDependenciesFromSelf())
        .anyMatch(it -> it.getTargetClass().isEquivalentTo(BoundedFanOut.class));
  }

  @Test
  void aDetourIsCaught() {
    var offenders =
        new ClassFileImporter().importClasses(Detour.class, Through.class, Further.class);
    assertThat(new Reach(offenders, GATES.keySet()).way(offenders.get(Detour.class), ASKS_OUTSIDE))
        .contains("Detour -> Through -> Further");
  }

  /** Not annotated: the servers of other tests would take it for one of theirs. */
  private record Detour(Through through) {}

  private interface Through {}

  @SuppressWarnings("UnusedMethod") // nobody runs it: it is read
  private record Further(ActionExecutor executor) implements Through {
    Supplier<ConnectionHealth> health() {
      return executor::check;
    }
  }
}
