package io.countersign.domain.ticketing;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.ticketing.FieldRule.Side;
import io.countersign.domain.ticketing.TicketCommand.ObserveTicket;
import io.countersign.domain.ticketing.TicketEvent.ClosedExternally;
import io.countersign.domain.ticketing.TicketEvent.CommentReceived;
import io.countersign.domain.ticketing.TicketEvent.ConflictFound;
import io.countersign.domain.ticketing.TicketEvent.ConflictSettled;
import io.countersign.domain.ticketing.TicketEvent.EchoObserved;
import io.countersign.domain.ticketing.TicketEvent.RemoteChanged;
import io.countersign.domain.ticketing.TicketEvent.Written;
import io.countersign.domain.ticketing.TicketSight.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a ticket that was read: which of it is our own echo, what somebody changed there,
 * what both sides changed. Each field is merged by three: ours, theirs, and what both last agreed
 * on. An echo is told by three layers: the write that was intended, the account that made the
 * change, and the value itself, which changes nothing where it's the same.
 */
public final class TicketObservation {
  /** Words of states in which a ticket is over. */
  private static final Set<String> OVER = Set.of("RESOLVED", "CLOSED", "CANCELLED");

  /** So many comments wait to be taken at once: each one is an event and a command. */
  public static final int MOST_WAITING = 100;

  private final TicketLink state;
  private final ObserveTicket seen;
  private final TicketSight sight;
  private final Safeguards safeguards;
  private final List<TicketEvent> events = new ArrayList<>();

  private TicketObservation(TicketLink state, ObserveTicket seen, Safeguards safeguards) {
    this.state = state;
    this.seen = seen;
    this.sight = seen.sight();
    this.safeguards = safeguards;
  }

  /** The events that follow, in order; none where nothing is new. */
  public static List<TicketEvent> of(TicketLink state, ObserveTicket seen, Safeguards safeguards) {
    var observation = new TicketObservation(state, seen, safeguards);
    observation.ticket();
    for (var rule : seen.rules()) {
      var theirs = seen.sight().fields().get(rule.field());
      var ours = seen.ours().get(rule.field());
      if (theirs != null && ours != null) {
        observation.field(rule, ours, theirs);
      }
    }
    observation.comments();
    return List.copyOf(observation.events);
  }

  private void ticket() {
    var known = state.reference();
    if (known != null && !known.url().equals(sight.reference().url())) {
      events.add(new TicketEvent.Moved(seen.link(), known, sight.reference()));
    }
    var into = sight.mergedInto();
    if (into != null && !state.comments().posted().contains(TicketLink.merging(into))) {
      events.add(new TicketEvent.Merged(seen.link(), into));
    }
    if (state.health().unreachable()) {
      events.add(new TicketEvent.Reached(seen.link()));
    }
  }

  /** The rest is received once these are taken. */
  private void comments() {
    int room = MOST_WAITING - state.comments().waiting().size();
    var unseen =
        safeguards.echoSuppression()
            ? state.unseen(sight)
            : sight.comments().stream()
                .filter(it -> !state.comments().received().holds(it))
                .toList();
    unseen.stream()
        .limit(Math.max(0, room))
        .forEach(
            it ->
                events.add(
                    new CommentReceived(
                        seen.link(), it.id(), it.account(), it.internal(), it.text(), it.at())));
  }

  private void field(FieldRule rule, OurField ours, String theirs) {
    var known = state.field(rule.field());
    if (!safeguards.threeWayMerge()) {
      blindly(rule, known, ours, theirs);
      return;
    }
    boolean landed = isLanded(rule, known, theirs);
    var intent = known.intent();
    var after = known;
    if (landed && intent != null) {
      var at = landing(rule, intent).map(Change::at).orElse(known.seenUpTo());
      var on = isBegun(rule, known, intent) ? Agreement.toWrite(theirs) : intent.after();
      events.add(new Written(seen.link(), rule.field(), on, at));
      after = known.agreed(on, at);
    }
    boolean stands = isTheirs(rule, theirs) || ours.isThere(theirs);
    var lost =
        known.agreed() == null
            ? List.<Change>of()
            : writtenOver(rule, known, stands ? theirs : null);
    if (lost.isEmpty()) {
      merge(rule, after, ours, theirs);
    } else {
      lost.subList(0, lost.size() - 1)
          .forEach(it -> conflict(rule, ours, it, Optional.of(Side.OURS)));
      var last = lost.getLast();
      conflict(rule, ours, last, winner(rule, ours, last.at()));
    }
  }

  private Instant upTo(FieldRule rule) {
    return sight.changes(rule.field(), Instant.EPOCH).stream()
        .reduce((_, later) -> later)
        .map(Change::at)
        .orElse(Instant.EPOCH);
  }

  /** Without the merge: whatever differs is written over. */
  private void blindly(FieldRule rule, FieldState known, OurField ours, String theirs) {
    var agreed =
        ours.isThere(theirs) ? new Agreement(ours.value(), theirs) : Agreement.toWrite(theirs);
    if (!agreed.equals(known.agreed()) || known.intent() != null) {
      events.add(new Written(seen.link(), rule.field(), agreed, upTo(rule)));
    }
  }

  /** Whether what is being written was seen there, still or in between. */
  private boolean isLanded(FieldRule rule, FieldState known, String theirs) {
    var intent = known.intent();
    return intent != null
        && safeguards.echoSuppression()
        && (known.agreed() == null
            || intent.after().isTheirs(theirs)
            || landing(rule, intent).isPresent());
  }

  /** Whether it's what the ticket began with, where it was created without a value of ours. */
  private boolean isBegun(FieldRule rule, FieldState known, FieldState.Intent intent) {
    return known.agreed() == null
        && intent.after().ours() == null
        && sight.changes(rule.field(), Instant.EPOCH).isEmpty();
  }

  private Optional<Change> landing(FieldRule rule, FieldState.Intent intent) {
    return sight.changes(rule.field(), intent.readUpTo()).stream()
        .filter(it -> sight.isOurs(it) && intent.after().isTheirs(it.to()))
        .findFirst();
  }

  /** Whether somebody put there what stands there, and not a late write of ours. */
  private boolean isTheirs(FieldRule rule, String theirs) {
    return sight.last(rule.field(), theirs).filter(sight::isOurs).isEmpty();
  }

  /**
   * What somebody set that we hadn't seen when a write of ours arrived: nobody would know.
   *
   * @param stands the value of which nothing is lost; null for none
   */
  private List<Change> writtenOver(FieldRule rule, FieldState known, @Nullable String stands) {
    var lost = new ArrayList<Change>();
    if (safeguards.echoSuppression()) {
      @Nullable Change before = null;
      for (var change : sight.changes(rule.field(), known.seenUpTo())) {
        if (before != null && sight.isOurs(change) && isNews(before, known, stands)) {
          lost.add(before);
        }
        before = change;
      }
    }
    return lost;
  }

  private boolean isNews(Change change, FieldState known, @Nullable String stands) {
    return !sight.isOurs(change) && !change.to().equals(stands) && !isAgreed(known, change.to());
  }

  private static boolean isAgreed(FieldState known, String theirs) {
    return known.agreed() != null && known.agreed().isTheirs(theirs);
  }

  private void merge(FieldRule rule, FieldState known, OurField ours, String theirs) {
    var base = known.agreed();
    if (known.conflict() != null) {
      asked(rule, known.conflict(), ours, theirs);
    } else if (base != null && base.isTheirs(theirs)) {
      unchangedThere(rule, known, base, ours);
    } else if (base != null && isEcho(rule, known, theirs)) {
      events.add(new EchoObserved(seen.link(), rule.field(), theirs, upTo(rule)));
    } else {
      changedThere(rule, base, ours, theirs);
    }
  }

  /** A person is asked already; two that became the same by others' hands need no answer. */
  private void asked(FieldRule rule, FieldState.Conflict asked, OurField ours, String theirs) {
    boolean byUs = sight.last(rule.field(), theirs).filter(sight::isOurs).isPresent();
    if (byUs) {
      return;
    }
    if (ours.isThere(theirs)) {
      events.add(agreement(rule, ours, theirs));
    } else if (!asked.theirs().equals(theirs) || !asked.ours().equals(ours.value())) {
      conflictFound(rule, ours, theirs, account(rule, theirs), upTo(rule));
    }
  }

  private void conflictFound(
      FieldRule rule, OurField ours, String theirs, String account, Instant at) {
    events.add(new ConflictFound(seen.link(), rule.field(), ours.value(), theirs, account, at));
  }

  /**
   * What somebody did there waits to be looked at, and meanwhile it was changed here too; or a
   * person said that it counts, and it would end the ticket: that isn't theirs to say.
   */
  private void unchangedThere(FieldRule rule, FieldState known, Agreement base, OurField ours) {
    var waiting = known.waiting();
    if (waiting == null) {
      return;
    }
    if (isClosing(rule, ours, waiting.value()) && seen.onClosed() != OnClosed.ACCEPT) {
      closed(waiting.value(), waiting.account(), waiting.at());
    } else if (base.ours() != null && !base.isOurs(ours.value())) {
      conflict(rule, ours, waiting.value(), waiting.account(), waiting.at());
    }
  }

  /**
   * A write of ours that arrived after a later one, or after somebody's change; or, while one is
   * under way, a state that it passes through.
   */
  private boolean isEcho(FieldRule rule, FieldState known, String theirs) {
    return safeguards.echoSuppression()
        && (known.wrote(theirs) || known.intent() != null)
        && sight.last(rule.field(), theirs).filter(sight::isOurs).isPresent();
  }

  private void changedThere(
      FieldRule rule, @Nullable Agreement base, OurField ours, String theirs) {
    var change = sight.last(rule.field(), theirs);
    var account = account(rule, theirs);
    var at = change.map(Change::at).orElse(Instant.EPOCH);
    boolean changedHere = base == null || base.ours() == null || !base.isOurs(ours.value());
    if (ours.isThere(theirs)) {
      events.add(agreement(rule, ours, theirs));
    } else if (isClosing(rule, ours, theirs)) {
      closed(theirs, account, at);
    } else if (rule.reads() && !(changedHere && rule.writes())) {
      var from = base == null ? "" : base.theirs();
      events.add(new RemoteChanged(seen.link(), rule.field(), from, theirs, account, at));
    } else {
      conflict(rule, ours, theirs, account, at);
    }
  }

  private void closed(String state, String account, Instant at) {
    events.add(new ClosedExternally(seen.link(), state, account, seen.onClosed(), at));
  }

  private static boolean isClosing(FieldRule rule, OurField ours, String theirs) {
    return rule.field().equals(FieldRule.STATE)
        && OVER.contains(theirs)
        && !(ours.there() != null && OVER.contains(ours.there()));
  }

  private Written agreement(FieldRule rule, OurField ours, String theirs) {
    return new Written(seen.link(), rule.field(), new Agreement(ours.value(), theirs), upTo(rule));
  }

  private String account(FieldRule rule, String theirs) {
    return sight.last(rule.field(), theirs).map(Change::account).orElse("");
  }

  private void conflict(FieldRule rule, OurField ours, String theirs, String account, Instant at) {
    var change = new Change(rule.field(), "", theirs, account, at);
    conflict(rule, ours, change, winner(rule, ours, at));
  }

  private void conflict(FieldRule rule, OurField ours, Change theirs, Optional<Side> winner) {
    conflictFound(rule, ours, theirs.to(), theirs.account(), theirs.at());
    winner.ifPresent(
        it -> {
          events.add(new ConflictSettled(seen.link(), rule.field(), it, PrincipalId.SYSTEM));
          if (it == Side.THEIRS && isClosing(rule, ours, theirs.to())) {
            closed(theirs.to(), theirs.account(), theirs.at());
          }
        });
  }

  private static Optional<Side> winner(FieldRule rule, OurField ours, Instant theirsAt) {
    if (!rule.reads()) {
      return Optional.of(Side.OURS);
    }
    return switch (rule.onConflict()) {
      case OURS -> Optional.of(Side.OURS);
      case THEIRS -> Optional.of(Side.THEIRS);
      case NEWEST ->
          Optional.of(
              theirsAt.equals(Instant.EPOCH) || !ours.changedAt().isAfter(theirsAt)
                  ? Side.THEIRS
                  : Side.OURS);
      case ASK -> Optional.empty();
    };
  }
}
