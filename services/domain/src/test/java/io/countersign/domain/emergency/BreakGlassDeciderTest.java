package io.countersign.domain.emergency;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.Remediations.CHECKOUT;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationId;
import io.countersign.domain.emergency.BreakGlassCommand.AgreeToBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.CloseBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.OpenBreakGlass;
import io.countersign.domain.emergency.BreakGlassCommand.ReviewBreakGlass;
import io.countersign.domain.emergency.BreakGlassEvent.AttemptRefused;
import io.countersign.domain.emergency.BreakGlassEvent.Closed;
import io.countersign.domain.emergency.BreakGlassEvent.Opened;
import io.countersign.domain.emergency.BreakGlassEvent.Reviewed;
import io.countersign.domain.emergency.BreakGlassEvent.TookEffect;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Break-glass: opened by two, closed, and reviewed by somebody independent. */
class BreakGlassDeciderTest {
  private static final DeciderSpec<BreakGlass, BreakGlassEvent, BreakGlassCommand> SPEC =
      DeciderSpec.of(BreakGlass.initial(), BreakGlass::evolve, BreakGlassDecider::decide);
  private static final BreakGlassId ID = new BreakGlassId("bgl_0123456789abcdef0123");
  private static final Digest BUNDLE = Digest.ofJson("bundle");
  private static final PrincipalId PAT = new PrincipalId("pat");
  private static final PrincipalId CHIEF = new PrincipalId("chief");
  private static final BreakGlassTerms TERMS = terms(2);
  private static final Opened OPENED = opened(TERMS);
  private static final TookEffect EFFECTIVE =
      new TookEffect(ID, INCIDENT, List.of(PAT, CHIEF), after(24 * 3600));

  private final KnownFacts facts =
      KnownFacts.nothing()
          .with(
              PolicyBundleFacts.class,
              () ->
                  Optional.of(
                      new InForce(new PolicyBundleId("pol_0123456789abcdef0123"), BUNDLE, 1)))
          .person("pat", Role.RESPONDER)
          .person("chief", Role.COMMANDER)
          .person("other", Role.RESPONDER)
          .person("alice", Role.APPROVER)
          .person("bob", Role.APPROVER)
          .person("reader", Role.VIEWER)
          .agent("model", Role.RESPONDER)
          .incidentOpen(INCIDENT)
          .commanded(INCIDENT, "chief");

  private static BreakGlassTerms terms(int persons) {
    return new BreakGlassTerms(
        BUNDLE,
        Set.of(Role.RESPONDER, Role.COMMANDER),
        persons,
        45,
        Set.of(Role.APPROVER, Role.COMMANDER),
        1,
        Set.of("restart", "rollback"),
        Set.of("restart"));
  }

  private static Opened opened(BreakGlassTerms terms) {
    return new Opened(ID, INCIDENT, PAT, "all is down", Set.of("restart"), terms, after(1800));
  }

  private static OpenBreakGlass open(BreakGlassTerms terms) {
    return new OpenBreakGlass(ID, INCIDENT, "all is down", Set.of("restart"), 30, terms);
  }

  private static AttemptRefused refused(RefusalCode code, CommandContext by) {
    return new AttemptRefused(ID, code, by.actor().id(), "AgreeToBreakGlass", by.at());
  }

  @Test
  void f01_withoutAReasonOrAnIncidentThatIsOpen() {
    var silent = new OpenBreakGlass(ID, INCIDENT, " ", Set.of("restart"), 30, TERMS);
    SPEC.given().when(silent, facts.as("pat")).thenRefused(RefusalCode.REASON_REQUIRED).recording();
    facts.incidentClosed(INCIDENT);
    SPEC.given().when(open(TERMS), facts.as("pat")).thenRefused(RefusalCode.INCIDENT_CLOSED);
  }

  @Nested
  class Opening {
    @Test
    void oneOpensItAndAnotherAgreesOfWhomOneCommandsTheIncident() {
      SPEC.given().when(open(TERMS), facts.as("pat")).then(OPENED);
      SPEC.given(OPENED).when(open(TERMS), facts.as("pat")).thenUnchanged();
      SPEC.given(OPENED).when(new AgreeToBreakGlass(ID), facts.as("chief")).then(EFFECTIVE);
      SPEC.given(OPENED, EFFECTIVE)
          .when(new AgreeToBreakGlass(ID), facts.as("chief"))
          .thenUnchanged();
    }

    @Test
    void whoOpenedItIsNotTheSecondAndSomebodyHasToCommand() {
      var agree = new AgreeToBreakGlass(ID);
      SPEC.given(OPENED)
          .when(agree, facts.as("pat"))
          .thenRefused(RefusalCode.SECOND_PERSON_REQUIRED);
      SPEC.given(OPENED)
          .when(agree, facts.as("other"))
          .thenRefused(RefusalCode.NOT_COMMANDER)
          .recording(refused(RefusalCode.NOT_COMMANDER, facts.as("other")));
      SPEC.given(OPENED).when(agree, facts.as("reader")).thenRefused(RefusalCode.FORBIDDEN);
      SPEC.given(OPENED)
          .when(agree, facts.as("chief", after(1800)))
          .thenRefused(RefusalCode.NOT_PENDING);
      SPEC.given().when(agree, facts.as("chief")).thenRefused(RefusalCode.UNKNOWN_BREAK_GLASS);
    }

    /** Their word counts as long as they are who gave it. */
    @Test
    void whoOpenedItOrCommandsAndLostTheRightSinceStandsForNothing() {
      var agree = new AgreeToBreakGlass(ID);
      facts.person("pat", Role.VIEWER);
      SPEC.given(OPENED).when(agree, facts.as("chief")).thenRefused(RefusalCode.FORBIDDEN);
      facts.person("pat", Role.RESPONDER).disabled("pat");
      SPEC.given(OPENED).when(agree, facts.as("chief")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
      facts.person("pat", Role.RESPONDER).person("chief", Role.RESPONDER);
      SPEC.given(OPENED).when(agree, facts.as("chief")).thenRefused(RefusalCode.NOT_COMMANDER);
    }

    @Test
    void wherePolicyHasOneSufficeItTakesEffectAtOnceAndTwoReviewIt() {
      var alone = new TookEffect(ID, INCIDENT, List.of(PAT), after(24 * 3600));
      SPEC.given().when(open(terms(1)), facts.as("pat")).then(opened(terms(1)), alone);
      var over = facts.as("alice", after(1800));
      var first = new Reviewed(ID, INCIDENT, new PrincipalId("alice"), true, "fine", false);
      SPEC.given(opened(terms(1)), alone).when(review("fine"), over).then(first);
      SPEC.given(opened(terms(1)), alone, first)
          .when(review("fine"), facts.as("bob", after(1800)))
          .then(new Reviewed(ID, INCIDENT, new PrincipalId("bob"), true, "fine", true));
    }

    @Test
    void f02_anActionThatIsNotOnTheList() {
      var other = new OpenBreakGlass(ID, INCIDENT, "x", Set.of("restart", "scale"), 30, TERMS);
      SPEC.given()
          .when(other, facts.as("pat"))
          .thenRefused(RefusalCode.NOT_LISTED, "[restart, rollback]")
          .recording();
      var none = new OpenBreakGlass(ID, INCIDENT, "x", Set.of(), 30, TERMS);
      SPEC.given().when(none, facts.as("pat")).thenRefused(RefusalCode.NOT_LISTED);
      var off = new OpenBreakGlass(ID, INCIDENT, "x", Set.of("restart"), 30, null);
      SPEC.given()
          .when(off, facts.as("pat"))
          .thenRefused(RefusalCode.NOT_LISTED, "break-glass.yaml");
    }

    @Test
    void f03_longerThanPolicyLetsItBe() {
      for (int minutes : new int[] {0, 46, 61}) {
        var longer = new OpenBreakGlass(ID, INCIDENT, "x", Set.of("restart"), minutes, TERMS);
        SPEC.given()
            .when(longer, facts.as("pat"))
            .thenRefused(RefusalCode.BREAK_GLASS_PERIOD, "1 to 45 minutes");
      }
    }

    @Test
    void onlyAPersonWithARoleThatPolicyNamesOverAllOfTheIncident() {
      SPEC.given().when(open(TERMS), facts.as("model")).thenRefused(RefusalCode.HUMAN_REQUIRED);
      SPEC.given().when(open(TERMS), facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
      facts
          .about(INCIDENT, CHECKOUT)
          .scoped("pat", Role.RESPONDER, new Scope("search", null, null, null));
      SPEC.given().when(open(TERMS), facts.as("pat")).thenRefused(RefusalCode.FORBIDDEN);
    }

    @Test
    void byThePoliciesInForceAndNotTwice() {
      facts.with(PolicyBundleFacts.class, Optional::empty);
      SPEC.given().when(open(TERMS), facts.as("pat")).thenRefused(RefusalCode.STALE_POLICY_BUNDLE);
      setUpAnother();
      SPEC.given().when(open(TERMS), facts.as("pat")).thenRefused(RefusalCode.ALREADY_RUNNING);
    }

    private void setUpAnother() {
      facts
          .with(
              PolicyBundleFacts.class,
              () ->
                  Optional.of(
                      new InForce(new PolicyBundleId("pol_0123456789abcdef0123"), BUNDLE, 1)))
          .breakGlass(
              new EmergencyFacts.OpenBreakGlass(
                  new BreakGlassId("bgl_ffffffffffffffffffff"),
                  CHIEF,
                  Set.of(),
                  Set.of("restart"),
                  TERMS,
                  after(60)));
    }

    @Test
    void f06_anOverdueReviewBlocksTheNextUseWhoeverAsks() {
      facts.overdue("bgl_ffffffffffffffffffff");
      SPEC.given()
          .when(open(TERMS), facts.as("pat"))
          .thenRefused(RefusalCode.REVIEW_OVERDUE, "bgl_ffffffffffffffffffff", "review");
      SPEC.given(OPENED)
          .when(new AgreeToBreakGlass(ID), facts.as("chief"))
          .thenRefused(RefusalCode.REVIEW_OVERDUE);
    }
  }

  @Nested
  class Closing {
    @Test
    void whoeverWorksOnItCallsItOff() {
      var close = new CloseBreakGlass(ID);
      SPEC.given(OPENED, EFFECTIVE)
          .when(close, facts.as("other"))
          .then(new Closed(ID, INCIDENT, new PrincipalId("other")));
      SPEC.given(OPENED, EFFECTIVE)
          .when(close, facts.as("reader"))
          .thenRefused(RefusalCode.FORBIDDEN);
      SPEC.given(OPENED, EFFECTIVE).when(close, facts.as("pat", after(1800))).thenUnchanged();
    }
  }

  @Nested
  class Reviewing {
    private final Closed closed = new Closed(ID, INCIDENT, PAT);

    @Test
    void somebodyIndependentReviewsItOnceItIsOver() {
      var bob = new PrincipalId("bob");
      var reviewed = new Reviewed(ID, INCIDENT, bob, true, "fine", true);
      SPEC.given(OPENED, EFFECTIVE)
          .when(review("fine"), facts.as("bob", T0))
          .thenRefused(RefusalCode.NOT_YET);
      SPEC.given(OPENED, EFFECTIVE, closed).when(review("fine"), facts.as("bob")).then(reviewed);
      SPEC.given(OPENED, EFFECTIVE, closed, reviewed)
          .when(review("fine"), facts.as("bob"))
          .thenUnchanged();
      SPEC.given(OPENED, EFFECTIVE, closed, reviewed)
          .when(review("again"), facts.as("alice"))
          .thenRefused(RefusalCode.NOT_PENDING);
    }

    @Test
    void f05_whoOpenedAgreedOrApprovedCannotNorTheirDelegate() {
      facts.person("pat", Role.RESPONDER, Role.APPROVER).approvedByBreakGlass("alice");
      for (var involved : List.of("pat", "chief", "alice")) {
        SPEC.given(OPENED, EFFECTIVE, closed)
            .when(review("fine"), facts.as(involved))
            .thenRefused(RefusalCode.SOD_REVIEWER);
      }
      var delegation =
          new Delegation(
              new DelegationId("dlg_0123456789abcdef0123"),
              CHIEF,
              new PrincipalId("bob"),
              Scope.EVERYWHERE,
              after(60),
              false);
      facts.delegated(delegation);
      SPEC.given(OPENED, EFFECTIVE, closed)
          .when(review("fine"), facts.as("bob"))
          .thenRefused(RefusalCode.SOD_REVIEWER, "decide for somebody");
    }

    @Test
    void f05_norWhoCouldBeOneOfThem() {
      facts.bootstrapped().given("bob", "pat");
      SPEC.given(OPENED, EFFECTIVE, closed)
          .when(review("fine"), facts.as("bob"))
          .thenRefused(RefusalCode.CREDENTIAL_NOT_OWN);
    }

    @Test
    void itSaysWhatWasFoundAndOfWhatLetSomethingThrough() {
      SPEC.given(OPENED, EFFECTIVE, closed)
          .when(review(" "), facts.as("bob"))
          .thenRefused(RefusalCode.REASON_REQUIRED);
      SPEC.given(OPENED, closed)
          .when(review("fine"), facts.as("bob"))
          .thenRefused(RefusalCode.NOT_PENDING, "never took effect");
      SPEC.given(OPENED, EFFECTIVE, closed)
          .when(review("fine"), facts.as("reader"))
          .thenRefused(RefusalCode.FORBIDDEN);
    }
  }

  private static ReviewBreakGlass review(String note) {
    return new ReviewBreakGlass(ID, true, note);
  }
}
