package io.countersign.domain.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.identity.IdentityCommand.AddIdentity;
import io.countersign.domain.access.identity.IdentityCommand.RemoveIdentity;
import io.countersign.domain.access.identity.IdentityEvent.AttemptRefused;
import io.countersign.domain.access.identity.IdentityEvent.IdentityAdded;
import io.countersign.domain.access.identity.IdentityEvent.IdentityRemoved;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address in another system is one person's, and an administrator says whose. */
class IdentityDeciderTest {
  private static final DeciderSpec<Identity, IdentityEvent, IdentityCommand> IDENTITY =
      DeciderSpec.of(Identity.initial(), Identity::evolve, IdentityDecider::decide);
  private static final IdentityId ID = new IdentityId("idn_0123456789abcdef0123");
  private static final PrincipalId ALICE = new PrincipalId("alice");
  private static final PrincipalId ROOT = new PrincipalId("root");
  private static final IdentityAddress ADDRESS = new IdentityAddress("git:Alice@Example.org");
  private static final BlobRef KEPT =
      new BlobRef(Digest.ofJson("salted"), 21, "text/plain;charset=utf-8");
  private static final AddIdentity ADD = new AddIdentity(ID, ALICE, ADDRESS, KEPT);
  private static final IdentityAdded ADDED = new IdentityAdded(ID, ALICE, KEPT, ROOT);

  private final Map<IdentityAddress, PrincipalId> held = new HashMap<>();
  private final KnownFacts facts =
      Remediations.staff()
          .with(IdentityFacts.class, address -> Optional.ofNullable(held.get(address)));
  private final CommandContext root = facts.as("root");

  @Test
  void anAdministratorSaysWhoseItIs() {
    IDENTITY.given().when(ADD, root).then(ADDED);
    for (var who : new String[] {"alice", "carol", "dave"}) {
      IDENTITY.given().when(ADD, facts.as(who)).thenRefused(RefusalCode.FORBIDDEN).recording();
      IDENTITY
          .given(ADDED)
          .when(new RemoveIdentity(ID), facts.as(who))
          .thenRefused(RefusalCode.FORBIDDEN)
          .recording(refused(RefusalCode.FORBIDDEN, who, "RemoveIdentity"));
    }
    IDENTITY.given().when(ADD, facts.as("ci")).thenRefused(RefusalCode.HUMAN_REQUIRED);
    IDENTITY.given().when(ADD, facts.asSystem()).thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
  }

  @Test
  void itIsOnePersonsOnly() {
    held.put(ADDRESS, ALICE);
    IDENTITY.given().when(ADD, root).thenUnchanged();
    held.put(new IdentityAddress("GIT:alice@example.ORG"), new PrincipalId("bob"));
    IDENTITY.given().when(ADD, root).thenRefused(RefusalCode.IDENTITY_TAKEN);
  }

  @Test
  void itIsAnActivePersons() {
    facts.disabled("alice");
    IDENTITY.given().when(ADD, root).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    var machine = new AddIdentity(ID, new PrincipalId("ci"), ADDRESS, KEPT);
    IDENTITY.given().when(machine, root).thenRefused(RefusalCode.HUMAN_REQUIRED);
  }

  @Test
  void itIsTakenAwayOnce() {
    var remove = new RemoveIdentity(ID);
    var removed = new IdentityRemoved(ID, ALICE, ROOT);
    IDENTITY.given().when(remove, root).thenRefused(RefusalCode.UNKNOWN_IDENTITY);
    IDENTITY.given(ADDED).when(remove, facts.as("alice")).thenRefused(RefusalCode.FORBIDDEN);
    IDENTITY.given(ADDED).when(remove, root).then(removed);
    IDENTITY.given(ADDED, removed).when(remove, root).thenUnchanged();
    IDENTITY.given(ADDED, removed).when(ADD, root).thenRefused(RefusalCode.BAD_REQUEST);
  }

  @Test
  void nobodySaysWhoseItIsWhereItIsTheirOwn() {
    var own = new AddIdentity(ID, ROOT, ADDRESS, KEPT);
    IDENTITY.given().when(own, root).thenRefused(RefusalCode.SOD_SELF_GRANT);
    IDENTITY
        .given(new IdentityAdded(ID, ROOT, KEPT, new PrincipalId("ruth")))
        .when(new RemoveIdentity(ID), root)
        .thenRefused(RefusalCode.SOD_SELF_GRANT);
  }

  @Test
  void anAddressHasAFormAndIsNeverPrinted() {
    assertThat(ADDRESS.value()).isEqualTo("git:alice@example.org");
    assertThat(ADD.toString()).doesNotContain("alice@example.org");
    for (var bad :
        new String[] {"alice", ":a", "git:", "git:a b", "Git Lab:a", "git:" + "a".repeat(169)}) {
      assertThatThrownBy(() -> new IdentityAddress(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static AttemptRefused refused(RefusalCode code, String who, String command) {
    return new AttemptRefused(ID, code, new PrincipalId(who), command, Contexts.T0);
  }
}
