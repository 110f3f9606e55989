package io.countersign.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.testing.Contexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a grant covers, and with what it conflicts. */
class GrantTest {
  private static final Instant T0 = Contexts.T0;
  private static final Instant T1 = T0.plus(Duration.ofHours(1));
  private static final Instant T2 = T0.plus(Duration.ofHours(2));
  private static final Reach CHECKOUT =
      new Reach("payments", "production", "checkout", "restart-service");
  private static final Scope PAYMENTS = new Scope("payments", null, null, null);
  private static final Scope SEARCH = new Scope("search", null, null, null);
  private static final Scope STAGING = new Scope("payments", "staging", null, null);

  private static Grant grant(Role role, Scope scope) {
    return grant(role, scope, null, null);
  }

  private static Grant grant(
      Role role, Scope scope, @Nullable Instant from, @Nullable Instant until) {
    return new Grant(GrantId.everywhere(new PrincipalId("usr_1"), role), role, scope, from, until);
  }

  @Test
  void whatIsNamedBoundsIt() {
    assertThat(Scope.EVERYWHERE.covers(CHECKOUT)).isTrue();
    assertThat(PAYMENTS.covers(CHECKOUT)).isTrue();
    assertThat(STAGING.covers(CHECKOUT)).isFalse();
    assertThat(new Scope("payments", "production", "checkout", "restart-service").covers(CHECKOUT))
        .isTrue();
    assertThat(new Scope("payments", null, null, "drain").covers(CHECKOUT)).isFalse();
  }

  /** Fail closed: what isn't known isn't within any bound. */
  @Test
  void whatIsNotKnownIsForThoseWithoutBounds() {
    assertThat(Scope.EVERYWHERE.covers(Reach.ORGANISATION)).isTrue();
    assertThat(PAYMENTS.covers(Reach.ORGANISATION)).isFalse();
    assertThat(PAYMENTS.covers(new Reach("", "production", "checkout", ""))).isFalse();
    assertThatThrownBy(() -> new Scope("", null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itCountsFromItsBeginningToItsEnd() {
    var grant = grant(Role.APPROVER, PAYMENTS, T1, T2);
    assertThat(grant.covers(CHECKOUT, T0)).isFalse();
    assertThat(grant.covers(CHECKOUT, T1)).isTrue();
    assertThat(grant.covers(CHECKOUT, T2.minusNanos(1))).isTrue();
    assertThat(grant.covers(CHECKOUT, T2)).isFalse();
  }

  @Test
  void aPrincipalMayWhereItsGrantsSaySo() {
    var who =
        new Principal(
            new PrincipalId("usr_1"),
            PrincipalKind.PERSON,
            Set.of(grant(Role.APPROVER, STAGING), grant(Role.VIEWER, Scope.EVERYWHERE)),
            Set.of(),
            true);
    assertThat(who.may(Role.APPROVER, CHECKOUT, T0)).isFalse();
    assertThat(who.may(Role.APPROVER, new Reach("payments", "staging", "", ""), T0)).isTrue();
    assertThat(who.roles()).containsExactly(Role.VIEWER);
    assertThat(who.rolesAt(T0)).containsExactlyInAnyOrder(Role.VIEWER, Role.APPROVER);
  }

  @Test
  void whatConflictsDoesSoWhereItMeets() {
    assertThat(separate(grant(Role.ADMINISTRATOR, PAYMENTS), grant(Role.APPROVER, SEARCH)))
        .isTrue();
    assertThat(separate(grant(Role.ADMINISTRATOR, Scope.EVERYWHERE), grant(Role.APPROVER, SEARCH)))
        .isFalse();
    assertThat(separate(grant(Role.POLICY_AUTHOR, PAYMENTS), grant(Role.APPROVER, STAGING)))
        .isFalse();
    assertThat(separate(grant(Role.POLICY_AUTHOR, SEARCH), grant(Role.COMMANDER, STAGING)))
        .isTrue();
    assertThat(separate(grant(Role.AUDITOR, PAYMENTS), grant(Role.RESPONDER, PAYMENTS))).isFalse();
    assertThat(separate(grant(Role.AUDITOR, PAYMENTS), grant(Role.VIEWER, PAYMENTS))).isTrue();
  }

  @Test
  void whatNeverCountsAtOnceDoesNotConflict() {
    assertThat(
            separate(
                grant(Role.POLICY_AUTHOR, PAYMENTS, T0, T1),
                grant(Role.APPROVER, PAYMENTS, T1, null)))
        .isTrue();
    assertThat(
            separate(
                grant(Role.POLICY_AUTHOR, PAYMENTS, null, T2),
                grant(Role.APPROVER, PAYMENTS, T1, null)))
        .isFalse();
  }

  @Test
  void aConflictNamesTheRoles() {
    var rule =
        RoleRules.compatible(
            PrincipalKind.PERSON,
            List.of(grant(Role.POLICY_AUTHOR, PAYMENTS), grant(Role.APPROVER, STAGING)));
    assertThat(rule.why()).startsWith("Nobody holds both POLICY_AUTHOR and APPROVER: ");
  }

  private static boolean separate(Grant one, Grant other) {
    return RoleRules.compatible(PrincipalKind.PERSON, List.of(one, other)).kept();
  }
}
