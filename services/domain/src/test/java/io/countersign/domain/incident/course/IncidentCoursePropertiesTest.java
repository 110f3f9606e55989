package io.countersign.domain.incident.course;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.claim;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.IncidentFixtures.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.IncidentDecider;
import io.countersign.domain.incident.course.IncidentStep.Act;
import io.countersign.domain.incident.course.IncidentStep.AdoptExamination;
import io.countersign.domain.incident.course.IncidentStep.Closing;
import io.countersign.domain.incident.course.IncidentStep.Diagnose;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.Examine;
import io.countersign.domain.incident.course.IncidentStep.Measure;
import io.countersign.domain.incident.course.IncidentStep.NoteFailure;
import io.countersign.domain.incident.course.IncidentStep.NoteProgress;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Question;
import io.countersign.domain.incident.course.IncidentStep.Recommend;
import io.countersign.domain.incident.course.IncidentStep.Recover;
import io.countersign.domain.incident.course.IncidentStep.Resolve;
import io.countersign.domain.incident.course.IncidentStep.Settle;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Wait;
import io.countersign.domain.incident.course.IncidentStep.Watch;
import io.countersign.domain.incident.course.IncidentStep.Withdraw;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of incidents by chance, each led by its course as the server has it: every step has a
 * reason, between two waits there are few, and nothing is asked for that the decider refuses.
 */
class IncidentCoursePropertiesTest {
  private static final int INCIDENTS = 3_000;
  private static final int WAITS = 40;

  /** Begin, diagnose, recommend and watch, each with an escalation and two looks at telemetry. */
  private static final int MOST_STEPS = 16;

  @Test
  void aCourseAlwaysHasAReasonAndComesToAWaitAndIsNeverRefused() {
    var kinds = new HashSet<Class<?>>();
    for (int seed = 1; seed <= INCIDENTS; seed++) {
      var walk = new Walk(seed, kinds);
      for (int i = 0; i < WAITS && !walk.over(); i++) {
        walk.toTheNextWait();
        walk.timePasses();
      }
    }
    assertThat(kinds)
        .as("every kind of step was taken")
        .containsExactlyInAnyOrder(
            Settle.class,
            Diagnose.class,
            Recommend.class,
            Watch.class,
            Wait.class,
            Over.class,
            Examine.class,
            Measure.class,
            AdoptExamination.class,
            Withdraw.class,
            Escalate.class,
            NoteFailure.class,
            NoteProgress.class,
            Resolve.class,
            Recover.class);
  }

  /** One incident's life. */
  private static final class Walk {
    private final Random random;
    private final Set<Class<?>> kinds;
    private final KnownFacts facts = KnownFacts.nothing();
    private final List<IncidentRemedy> remedies = new ArrayList<>();
    private Incident state = Incident.initial();
    private Instant now = T0;
    private Instant lastHeard = T0;
    private Instant diagnosedAt = Instant.EPOCH;
    private boolean firing = true;

    /** Whether the loop goes on with a look, rather than from the start. */
    private boolean watching;

    Walk(int seed, Set<Class<?>> kinds) {
      this.random = new Random(seed);
      this.kinds = kinds;
      facts.firing(List.of(ERRORS.alert()));
      command(new OpenIncident(INCIDENT, ERRORS, "shop: errors"));
    }

    boolean over() {
      return !(state instanceof Incident.Open);
    }

    /** As the workflow and its activities go on, from one wait to the next. */
    void toTheNextWait() {
      int steps = 0;
      Turn turn = watching ? watch() : begin();
      while (true) {
        assertThat(++steps).as("steps without a wait").isLessThan(MOST_STEPS);
        taken(turn);
        switch (turn) {
          case Settle _, Over _ -> {
            watching = false;
            return;
          }
          case Wait _ -> {
            watching = true;
            return;
          }
          case Diagnose _ -> turn = diagnosed();
          case Recommend _ -> turn = recommended();
          case Watch _ -> turn = watch();
        }
      }
    }

    private Turn begin() {
      return IncidentScene.COURSE.begin(state, courseFacts(), now);
    }

    private Turn diagnosed() {
      adopt(anyDiagnosis());
      return IncidentScene.COURSE.afterDiagnosis(state, courseFacts(), now);
    }

    /** What the planner may answer: it acts unless a remedy stands or was proved. */
    private Turn recommended() {
      var open = (Incident.Open) state;
      if (IncidentCourse.undiagnosed(open)) {
        return begin();
      }
      var made = recommendation(open);
      var next =
          toItsEnd(IncidentScene.COURSE.afterRecommendation(open, courseFacts(), made, now), null);
      if (made instanceof Recommendation.Failed) {
        return next;
      }
      var turn = watch();
      return made instanceof Recommendation.Postponed postponed
          ? IncidentScene.COURSE.recommendAgain(turn, postponed, now)
          : turn;
    }

    private Recommendation recommendation(Incident.Open open) {
      var latest = courseFacts().remedies().latest();
      if (latest.filter(it -> it.end() == null).isPresent()) {
        return new Recommendation.Settled("it stands");
      }
      return switch (random.nextInt(4)) {
        case 0 -> new Recommendation.Postponed("another one is under way");
        case 2 -> new Recommendation.Failed("the target doesn't answer");
        case 1 -> new Recommendation.Unavailable("nothing fits");
        default -> {
          remedies.addFirst(proposed(open.findings().number()));
          yield new Recommendation.Settled("it is proposed");
        }
      };
    }

    private Turn watch() {
      return toItsEnd(next(IncidentObservations.NONE), IncidentObservations.NONE);
    }

    private Turn toItsEnd(IncidentStep first, IncidentObservations none) {
      var step = first;
      var seen = none;
      for (int steps = 0; steps < MOST_STEPS; steps++) {
        switch (step) {
          case Turn turn -> {
            return turn;
          }
          case Question question -> {
            taken(question);
            seen = answered(question, seen);
            step = next(seen);
          }
          case Act act -> {
            taken(act);
            step = done(act, seen);
          }
        }
      }
      throw new AssertionError("no end: " + step);
    }

    private IncidentStep next(IncidentObservations seen) {
      return IncidentScene.COURSE.watch(state, courseFacts(), seen, now);
    }

    private IncidentObservations answered(Question question, IncidentObservations seen) {
      return switch (question) {
        case Examine _ -> seen.with(anyDiagnosis());
        case Measure _ ->
            seen.with(random.nextInt(9) == 0 ? List.of() : List.of(reading(random.nextBoolean())));
      };
    }

    private IncidentStep done(Act act, IncidentObservations seen) {
      switch (act) {
        case AdoptExamination _ -> adopt(seen.examined());
        case Escalate it -> command(new EscalateIncident(INCIDENT, it.diagnosis(), it.reason()));
        case Withdraw _ -> end(RemedyPhase.NOT_NEEDED);
        case Resolve it -> command(new ResolveRemedied(INCIDENT, it.remediation()));
        case Recover it -> command(new RecoverIncident(INCIDENT, it.readings(), it.quiet()));
        case NoteFailure it ->
            command(new RecordFailure(INCIDENT, it.work(), it.reason(), it.nextAt()));
        case NoteProgress it -> command(new RecordProgress(INCIDENT, it.work()));
      }
      return act instanceof Closing ? new Over(act.reason()) : act.then();
    }

    private void adopt(Diagnosis made) {
      command(new MakeDiagnosis(INCIDENT, made));
      diagnosedAt = now;
    }

    private void command(IncidentCommand command) {
      var decision = IncidentDecider.decide(state, command, facts.asSystem(now));
      assertThat(decision.answer()).as("%s", command).isNotInstanceOf(Answer.Refused.class);
      decision.events().forEach(event -> state = Incident.evolve(state, event));
    }

    private void taken(IncidentStep step) {
      assertThat(step.reason()).as("the reason of %s", step).isNotBlank();
      kinds.add(step.getClass());
    }

    /** Alerts begin, end and join; remedies go on; a person decides. */
    void timePasses() {
      now = now.plus(Duration.ofSeconds(1 + random.nextInt(random.nextInt(4) == 0 ? 400 : 8)));
      if (over()) {
        return;
      }
      switch (random.nextInt(8)) {
        case 0 -> fire(!firing);
        case 1 -> {
          command(new AttachAlert(INCIDENT, LATENCY, TIE));
          watching = false;
        }
        case 2, 3, 4 -> remedyGoesOn();
        default -> {}
      }
    }

    private void fire(boolean now) {
      firing = now;
      lastHeard = this.now;
      var alert = ERRORS.alert();
      var _ = firing ? facts.firing(List.of(alert)) : facts.quiet(alert);
    }

    private void remedyGoesOn() {
      var latest = courseFacts().remedies().latest();
      if (latest.isEmpty() || latest.get().end() != null) {
        return;
      }
      if (latest.get().phase() == RemedyPhase.WAITING && random.nextBoolean()) {
        replaceLatest(RemedyPhase.RUNNING, false);
      } else {
        var ends = ends(latest.get().phase());
        end(ends.get(random.nextInt(ends.size())));
      }
    }

    private static List<RemedyPhase> ends(RemedyPhase phase) {
      return phase == RemedyPhase.WAITING
          ? List.of(
              RemedyPhase.DENIED,
              RemedyPhase.EXPIRED,
              RemedyPhase.FORBIDDEN,
              RemedyPhase.DRIFTED,
              RemedyPhase.NOT_NEEDED,
              RemedyPhase.SUPERSEDED)
          : List.of(RemedyPhase.VERIFIED, RemedyPhase.ROLLED_BACK, RemedyPhase.ABANDONED);
    }

    private void end(RemedyPhase phase) {
      replaceLatest(phase, true);
      if (phase == RemedyPhase.VERIFIED) {
        facts.outcome(INCIDENT, remedies.getFirst().remediation(), "VERIFIED");
      }
    }

    private void replaceLatest(RemedyPhase phase, boolean ended) {
      var it = remedies.removeFirst();
      var end = ended ? new IncidentRemedy.End(now, random.nextBoolean() ? "" : "so") : null;
      remedies.addFirst(
          new IncidentRemedy(
              it.remediation(),
              it.diagnosis(),
              it.terms(),
              phase,
              random.nextInt(4) == 0,
              random.nextBoolean(),
              end));
    }

    private IncidentRemedy proposed(int diagnosis) {
      var terms =
          new IncidentRemedy.Terms(
              Set.of(ERRORS.entity()), IncidentScene.STABILITY, random.nextBoolean());
      var id = "rem_" + remedies.size();
      return new IncidentRemedy(id, diagnosis, terms, RemedyPhase.WAITING, false, false, null);
    }

    private IncidentCourseFacts courseFacts() {
      return new IncidentCourseFacts(new RemedyHistory(remedies), firing, lastHeard, diagnosedAt);
    }

    private Diagnosis anyDiagnosis() {
      var open = (Incident.Open) state;
      int number = open.findings().number() + 1;
      if (random.nextBoolean()) {
        return diagnosis(number, open.revision());
      }
      var unknown =
          new Cause(
              ERRORS.entity(), Cause.Kind.UNKNOWN, null, null, random.nextInt(2) * 20, List.of());
      return new Diagnosis(
          number,
          open.revision(),
          "rules",
          false,
          List.of(unknown),
          List.of(claim("c1")),
          List.of());
    }
  }
}
