package io.countersign.domain.access.link;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/** The facts about whose account is whose. */
public interface LinkFacts extends CapabilityFacts {
  /** Whose it is; empty where it's nobody's. */
  Optional<PrincipalId> personOf(LinkedAccount account);

  /** Whether it's somebody else's, through whichever connection: two of them may be to one site. */
  boolean isAnothers(LinkedAccount account, PrincipalId person);

  /** Whether a person has an account there already. */
  boolean hasAccount(PrincipalId person, String system, String workspace);

  /** How many codes of a person's are out at a moment. */
  int openOffers(PrincipalId person, Instant at);
}
