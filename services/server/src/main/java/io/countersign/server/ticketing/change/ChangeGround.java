package io.countersign.server.ticketing.change;

import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.decision.ChangeConsent;
import io.countersign.domain.remediation.decision.ChangeConsent.Given;
import io.countersign.domain.remediation.decision.ChangeConsent.Obstacle;
import io.countersign.domain.remediation.decision.ChangeConsent.Shown;
import io.countersign.domain.ticketing.ChangeWord;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.ticketing.ChangeApprovals.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ground on which the words on a change request are judged at one look.
 *
 * @param standing who counts by it already
 */
record ChangeGround(TicketLinkId link, Remediation plan, Shown shown, Standing standing) {
  private static final Set<String> OBSTACLES =
      Arrays.stream(Obstacle.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  /** Of a ticket that is of no plan. */
  static ChangeGround none(TicketLinkId link) {
    return new ChangeGround(
        link, Remediation.initial(), new Shown(List.of(), "", List.of()), Standing.NONE);
  }

  /** Whether a word counts as the person's yes. */
  static boolean isYes(ChangeWord word, PrincipalId person) {
    return word.approved() && word.why() == null && person.equals(word.person());
  }

  /** What was counted counts on; that who set it isn't told at this look doesn't take it back. */
  boolean stays(Approval said, ChangeWord old, @Nullable PrincipalId person) {
    boolean same = old.isOf(said.approved(), said.at()) || !said.isSetterKnown();
    return same
        && said.approved()
        && person != null
        && isYes(old, person)
        && standing.counted().containsKey(person);
  }

  /**
   * The code of what is known to keep a word from being asked for.
   *
   * @param old the account's last one before; null for none
   */
  Optional<String> obstacle(
      Approval said, @Nullable ChangeWord old, @Nullable PrincipalId person, Instant now) {
    var revokedAt = person == null ? null : standing.revoked().get(person);
    var given = new Given(person, said.approved(), said.isByThemselves(), said.at(), revokedAt);
    return ChangeConsent.obstacle(given, shown, plan, now)
        .map(Enum::name)
        .or(() -> answered(said, old));
  }

  /** It was asked for here before: then the answer is known. */
  private static Optional<String> answered(Approval said, @Nullable ChangeWord old) {
    if (old == null || !old.isOf(said.approved(), said.at())) {
      return Optional.empty();
    }
    var why = old.why();
    return why == null
        ? Optional.of(Obstacle.UNTIMELY.name())
        : Optional.of(why).filter(it -> !OBSTACLES.contains(it));
  }
}
