package io.countersign.domain.access.link;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;

/** A command about one link. */
public sealed interface LinkCommand extends Command {
  LinkId link();

  @Override
  default String target() {
    return link().value();
  }

  /**
   * A person wants to link an account of theirs.
   *
   * @param system in which it is
   * @param code the digest of the code that is shown to them once: {@link LinkCode#digest}
   */
  record OfferLink(LinkId link, String system, Digest code) implements LinkCommand {}

  /** Somebody showed the code from within the account, where nobody else could see it. */
  record RedeemLink(LinkId link, LinkedAccount account, Digest code) implements LinkCommand {}

  /**
   * The code was shown from within the account where others can read it, and so copy it: it's the
   * person's account once they say so.
   *
   * @param shownIn where, as an address that the person can open: 1 to 2,000 characters
   */
  record ProposeAccount(LinkId link, LinkedAccount account, Digest code, String shownIn)
      implements LinkCommand {}

  /** The person says, where they are signed in, that the account that showed the code is theirs. */
  record ConfirmAccount(LinkId link, LinkedAccount account) implements LinkCommand {}

  /** The account is that person's no longer; or the code is void. */
  record EndLink(LinkId link) implements LinkCommand {}
}
