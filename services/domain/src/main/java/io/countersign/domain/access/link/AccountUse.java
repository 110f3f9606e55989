package io.countersign.domain.access.link;

import io.countersign.domain.Answer;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.StandaloneEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The use of a linked account: the evidence of how a person's wish came in. */
public sealed interface AccountUse extends StandaloneEvent {
  /**
   * A person asked for something by a linked account. The commands that came of it name this as
   * their cause: it's no decision, and they may have been refused.
   *
   * @param use its id, {@code use_} and 20 hex digits: the cause that the decision's event names
   * @param principal whose account it is
   * @param act what was asked for, such as {@code approve}
   * @param subject the id of the remediation or incident that it was asked about
   * @param shown the digest of the plan that was in front of them; null where it's about none
   * @param channel where, by the system's own id
   * @param message the message's id there
   * @param delivery the SHA-256 of the raw delivery
   * @param skewMillis how far the other side's clock was before ours, as it was signed
   */
  record AccountUsed(
      String use,
      PrincipalId principal,
      LinkedAccount account,
      String act,
      String subject,
      @Nullable Digest shown,
      String channel,
      String message,
      Digest delivery,
      long skewMillis)
      implements AccountUse {
    /** The account may have been taken from them since somebody looked. */
    @Override
    public Optional<Answer.Refused> obstacle(Facts facts) {
      var owner = facts.of(LinkFacts.class).personOf(account);
      return owner.filter(principal::equals).isPresent()
          ? Optional.empty()
          : Optional.of(
              new Answer.Refused(
                  RefusalCode.ACCOUNT_NOT_LINKED, RefusalCode.ACCOUNT_NOT_LINKED.meaning()));
    }
  }
}
