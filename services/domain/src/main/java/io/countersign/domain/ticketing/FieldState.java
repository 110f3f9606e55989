package io.countersign.domain.ticketing;

import io.countersign.domain.ticketing.TicketEvent.ConflictFound;
import io.countersign.domain.ticketing.TicketEvent.FieldNotTaken;
import io.countersign.domain.ticketing.TicketEvent.RemoteChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field between two sides.
 *
 * @param agreed what both sides last agreed on; null before they ever did
 * @param intent what is being written, and wasn't seen there yet; null for nothing
 * @param written the last values of ours that were written, in their words, the newest last
 * @param waiting what somebody did there and wasn't looked at here yet; null for nothing
 * @param conflict where a person is asked; null for nothing
 * @param seenUpTo the time of the last change there that is known of, by their clock
 * @param acts how often something came to wait: the number of the last one
 * @param tries how often ours was written, and whether it's taken there
 */
public record FieldState(
    @Nullable Agreement agreed,
    @Nullable Intent intent,
    List<String> written,
    @Nullable Waiting waiting,
    @Nullable Conflict conflict,
    Instant seenUpTo,
    int acts,
    WriteTries tries) {
  static final FieldState UNKNOWN =
      new FieldState(null, null, List.of(), null, null, Instant.EPOCH, 0, WriteTries.NONE);

  private static final int REMEMBERED = 8;

  /**
   * A write that is under way.
   *
   * @param after both sides once it's done
   * @param readUpTo the time of the last change there that had been seen before
   * @param awaits what people there have to do first, in that system's words; null where nothing
   *     holds it up
   */
  public record Intent(Agreement after, Instant readUpTo, @Nullable String awaits) {
    public Intent(Agreement after, Instant readUpTo) {
      this(after, readUpTo, null);
    }
  }

  /**
   * What somebody did there: the value, and who.
   *
   * @param number among what was done to the field, from 1 on: what is asked for by it is asked for
   *     once, however often it's tried
   */
  public record Waiting(String value, String account, Instant at, int number) {}

  /** Two values of which a person has to choose. */
  public record Conflict(String ours, String theirs, String account) {}

  public FieldState {
    written = List.copyOf(written);
  }

  /** Whether a value there may be one that we wrote. */
  boolean wrote(String value) {
    return written.contains(value);
  }

  FieldState intending(Agreement after, Instant readUpTo) {
    var all = new ArrayList<>(written);
    all.remove(after.theirs());
    all.add(after.theirs());
    var kept = all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
    return new FieldState(
        agreed,
        new Intent(after, readUpTo),
        kept,
        waiting,
        conflict,
        seenUpTo,
        acts,
        tries.again(after));
  }

  /** Its system holds it until people there did something. */
  FieldState held(String awaits) {
    var held = intent == null ? null : new Intent(intent.after(), intent.readUpTo(), awaits);
    return new FieldState(agreed, held, written, waiting, conflict, seenUpTo, acts, tries);
  }

  /** Whether a write of ours is held there. */
  public boolean isHeld() {
    return intent != null && intent.awaits() != null;
  }

  /** Whether this value of ours is held there: to write it anew changes nothing. */
  public boolean isHeld(String ours) {
    return isHeld() && intent != null && intent.after().isOurs(ours);
  }

  /** Both sides are so; what wasn't taken stands there by that. */
  FieldState agreed(Agreement on, Instant seen) {
    return on(on, seen).with(on.ours() == null ? tries : tries.stands());
  }

  private FieldState on(Agreement on, Instant seen) {
    return new FieldState(on, null, written, null, null, later(seen), acts, tries);
  }

  private FieldState with(WriteTries now) {
    return new FieldState(agreed, intent, written, waiting, conflict, seenUpTo, acts, now);
  }

  /** The answer to what is being written failed. */
  FieldState unanswered() {
    return intent == null ? this : with(tries.failed());
  }

  /** Both sides stay as they are, until something changes or it's time to try again. */
  FieldState notTaken(FieldNotTaken e) {
    var wanted = new Agreement(e.ours(), e.theirs());
    var left = tries.left(new WriteTries.Untaken(wanted, e.why(), e.tries(), e.nextAt()));
    return on(new Agreement(e.ours(), e.stands()), seenUpTo).with(left);
  }

  /** A person said that all is to be tried again. */
  FieldState retried() {
    var stands = agreed;
    return new FieldState(
        tries.untaken() != null && stands != null ? Agreement.toWrite(stands.theirs()) : stands,
        intent,
        written,
        waiting,
        conflict,
        seenUpTo,
        acts,
        WriteTries.NONE);
  }

  /** What is to be done about ours there. */
  WriteTries.Due due(OurField here, Instant now) {
    if (conflict != null || agreed == null || isHeld(here.value())) {
      return WriteTries.Due.NOTHING;
    }
    boolean pending = !agreed.isOurs(here.value());
    if (here.there() == null) {
      return pending ? WriteTries.Due.LEAVE : WriteTries.Due.NOTHING;
    }
    return tries.due(here.wanted(), pending, now);
  }

  private Instant later(Instant seen) {
    return seen.isAfter(seenUpTo) ? seen : seenUpTo;
  }

  /** An earlier write of ours stands there: ours is written once more. */
  FieldState echoed(String theirs, Instant seen) {
    return new FieldState(
        Agreement.toWrite(theirs), intent, written, waiting, null, later(seen), acts, tries);
  }

  FieldState changed(RemoteChanged e) {
    var ours = agreed == null ? null : agreed.ours();
    return waits(new Agreement(ours, e.to()), e.account(), e.at());
  }

  /**
   * It's looked at: from here on both sides are as they are, unless something else stands there by
   * now, which ours is written over; or ours isn't taken there as yet, and may be now.
   */
  FieldState taken(String ours) {
    var theirs = theirs();
    boolean stands = waiting != null && waiting.value().equals(theirs) && !tries.isOf(ours);
    return new FieldState(
        stands ? new Agreement(ours, theirs) : Agreement.toWrite(theirs),
        null,
        written,
        null,
        null,
        seenUpTo,
        acts,
        tries);
  }

  private FieldState waits(Agreement on, String account, Instant at) {
    int number = acts + 1;
    return new FieldState(
        on,
        null,
        written,
        new Waiting(on.theirs(), account, at, number),
        null,
        later(at),
        number,
        tries);
  }

  FieldState conflicting(ConflictFound e) {
    return new FieldState(
        agreed,
        null,
        written,
        null,
        new Conflict(e.ours(), e.theirs(), e.account()),
        later(e.seenUpTo()),
        acts,
        tries);
  }

  /** Ours is written over theirs, or theirs is taken for ours. */
  FieldState settled(boolean forOurs) {
    var both = conflict;
    if (both == null) {
      return this;
    }
    return forOurs
        ? new FieldState(
            Agreement.toWrite(both.theirs()), null, written, null, null, seenUpTo, acts, tries)
        : waits(new Agreement(both.ours(), both.theirs()), both.account(), seenUpTo);
  }

  FieldState closed(String state, OnClosed answer, String account, Instant at) {
    var ours = agreed == null ? null : agreed.ours();
    return switch (answer) {
      case REOPEN -> on(Agreement.toWrite(state), at);
      case COMMENT -> on(new Agreement(ours, state), at);
      case ACCEPT -> waits(new Agreement(ours, state), account, at);
    };
  }

  FieldState doubted() {
    return new FieldState(null, null, written, null, null, seenUpTo, acts, WriteTries.NONE);
  }

  /**
   * Both sides stay as they are.
   *
   * @param ours what stands here now; null where that isn't known
   */
  FieldState passedOver(@Nullable String ours) {
    var both = conflict;
    var stands = both == null ? agreed : new Agreement(both.ours(), both.theirs());
    return new FieldState(
        stands == null || ours == null ? stands : new Agreement(ours, stands.theirs()),
        null,
        written,
        null,
        null,
        seenUpTo,
        acts,
        WriteTries.NONE);
  }

  private String theirs() {
    return agreed == null ? "" : agreed.theirs();
  }
}
