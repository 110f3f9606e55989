package io.countersign.domain.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.PrincipalId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last word of an account on a change request, and what became of it here.
 *
 * @param person who that is here; null for somebody unknown
 * @param at when it was set, by that system's clock
 * @param why the code of what kept it from being taken as their approval here; null where it was
 * @param setBy the account that set it; null where that system doesn't tell
 * @param words what they wrote; null for nothing
 */
public record ChangeWord(
    @Nullable PrincipalId person,
    boolean approved,
    Instant at,
    @Nullable String why,
    @Nullable String setBy,
    @Nullable BlobRef words) {
  static ChangeWord of(TicketEvent.ApprovalSeen e) {
    return new ChangeWord(e.person(), e.approved(), e.at(), e.why(), e.setBy(), e.words());
  }

  /** Whether it's the same saying, whatever became of it. */
  public boolean isOf(boolean yes, Instant when) {
    return approved == yes && at.equals(when);
  }

  /** Whether nothing of it is new; how their words were kept doesn't count. */
  public boolean says(ChangeWord other) {
    return isOf(other.approved, other.at)
        && Objects.equals(person, other.person)
        && Objects.equals(why, other.why)
        && Objects.equals(setBy, other.setBy);
  }

  /** The same, with what became of it. */
  public ChangeWord because(@Nullable String code) {
    return new ChangeWord(person, approved, at, code, setBy, words);
  }

  /** The same, with what they wrote. */
  public ChangeWord with(BlobRef text) {
    return new ChangeWord(person, approved, at, why, setBy, text);
  }
}
