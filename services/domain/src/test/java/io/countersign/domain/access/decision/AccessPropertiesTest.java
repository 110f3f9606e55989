package io.countersign.domain.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.CloseSession;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GiveGrant;
import io.countersign.domain.access.AccessCommand.IssueToken;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.AccessCommand.RevokeGrant;
import io.countersign.domain.access.AccessCommand.RevokeToken;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.Scope;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.RandomWalk;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessPropertiesTest {
  private static final PrincipalId PAT = new PrincipalId("pat");

  private long seconds;
  private final KnownFacts facts =
      KnownFacts.nothing().person("root", Role.ADMINISTRATOR).person("pat", Role.VIEWER);

  @Test
  void whateverIsAskedOfAPrincipalLeavesItLegal() {
    var kinds = new HashSet<Class<?>>(List.of(AccessEvent.class.getPermittedSubclasses()));
    kinds.remove(AccessEvent.KillSwitchSet.class);
    kinds.remove(AccessEvent.LockedOut.class); // these stand alone
    kinds.remove(AccessEvent.SprayingNoticed.class);
    kinds.remove(AccessEvent.MaintenanceOrdered.class);
    assertThat(RandomWalk.walk(2_000, 60, () -> new AccessPropertiesTest().walk(PAT)))
        .isEqualTo(kinds);
  }

  @Test
  void whateverIsAskedOfTheSystemLeavesOnlyTheKillSwitch() {
    assertThat(RandomWalk.walk(500, 40, () -> new AccessPropertiesTest().walk(PrincipalId.SYSTEM)))
        .containsExactlyInAnyOrder(
            AccessEvent.KillSwitchSet.class, AccessEvent.AttemptRefused.class);
  }

  private RandomWalk<Access, AccessEvent, AccessCommand> walk(PrincipalId about) {
    return new RandomWalk<>(
        AccessSpec.ACCESS,
        random -> command(about, random),
        this::context,
        state -> legal(about, state),
        _ -> true);
  }

  private static void legal(PrincipalId about, Access state) {
    switch (state) {
      case Access.Unknown _ -> {}
      case Access.KillSwitch _ -> assertThat(about).isEqualTo(PrincipalId.SYSTEM);
      case Access.Disabled it -> assertThat(it.principal()).isEqualTo(PAT);
      case Active it -> {
        assertThat(it.principal()).isEqualTo(PAT);
        assertThat(RoleRules.compatible(it.kind(), it.grants().values()).kept()).isTrue();
        if (it.kind() == PrincipalKind.PERSON) {
          assertThat(it.tokens()).isEmpty();
        } else {
          assertThat(it.sessions()).isEmpty();
        }
      }
    }
  }

  private CommandContext context(Random random) {
    seconds += random.nextInt(40);
    var at = Contexts.after(seconds);
    return switch (random.nextInt(6)) {
      case 0 -> facts.as("pat", at);
      case 1 -> facts.asSystem(at);
      default -> facts.as("root", at);
    };
  }

  private static AccessCommand command(PrincipalId about, Random random) {
    var id = "x" + random.nextInt(3);
    return switch (random.nextInt(14)) {
      case 0 ->
          new RegisterPrincipal(about, any(random, PrincipalKind.values()), roles(random), null);
      case 1, 2 -> new ChangeRoles(about, roles(random), roles(random), reset(random), null);
      case 3 -> new ResetPassword(about, "r" + random.nextInt(3), null);
      case 4 -> new DisablePrincipal(about, random.nextInt(10) == 0 ? "left" : "");
      case 5 -> new ChangePassword(about, "p" + random.nextInt(3), "", null);
      case 6 -> new OpenSession(about, id, random.nextBoolean() ? "" : "p" + random.nextInt(3));
      case 7 -> new RedeemReset(about, "r" + random.nextInt(3), "p" + random.nextInt(3));
      case 8 -> new CloseSession(about, id);
      case 9 -> new IssueToken(about, id, random.nextBoolean() ? "am" : "");
      case 10 -> new RevokeToken(about, id);
      case 11 -> new GiveGrant(about, grant(random), null);
      case 12 -> new RevokeGrant(about, grant(random).id());
      default -> new SetKillSwitch(about, random.nextBoolean(), random.nextBoolean() ? "why" : "");
    };
  }

  private static Grant grant(Random random) {
    var scope = new Scope(random.nextBoolean() ? "payments" : "search", null, null, null);
    var number = new UUID(random.nextInt(4), 0);
    return new Grant(GrantId.of(number), any(random, Role.values()), scope, null, null);
  }

  private static String reset(Random random) {
    return random.nextInt(5) == 0 ? "r1" : "";
  }

  private static Set<Role> roles(Random random) {
    return random.nextBoolean() ? Set.of() : Set.copyOf(List.of(any(random, Role.values())));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
