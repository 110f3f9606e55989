package io.countersign.domain.access.identity;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import java.util.Optional;

/** The facts about whose address is whose. */
public interface IdentityFacts extends CapabilityFacts {
  /** Whose it is; empty where it's nobody's, or was erased. */
  Optional<PrincipalId> holder(IdentityAddress address);
}
