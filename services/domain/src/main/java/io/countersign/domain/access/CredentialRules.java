package io.countersign.domain.access;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of whose word a person's is. Who chose somebody's password, or alone handed out the
 * secret by which it was chosen, could be that person: the two aren't two persons.
 */
public final class CredentialRules {
  private CredentialRules() {}

  /** Nobody else knows the password that they speak by. */
  public static Rule own(PrincipalId who, Facts facts) {
    return that(origin(who, facts).own(), RefusalCode.CREDENTIAL_NOT_OWN);
  }

  /**
   * Nobody could be both: neither of them the other, nor a third, by whatever chain of passwords
   * that one chose for the next. The first two administrators are believed to be two: the second
   * was invited when there was nobody else, and only they can agree to a reset. As long as there is
   * but one administrator, who handed out all passwords, it's only whether one of them could be the
   * other.
   */
  public static Rule twoPersons(PrincipalId one, PrincipalId other, Facts facts) {
    return that(
        areTwo(one, other, facts),
        RefusalCode.SECOND_PERSON_REQUIRED,
        "Who proposed this and you could be one person, by who alone handed out your passwords:"
            + " have them reset, which takes two.");
  }

  private static boolean areTwo(PrincipalId one, PrincipalId other, Facts facts) {
    var ones = speakers(one, facts);
    var others = speakers(other, facts);
    return facts.of(AccessFacts.class).bootstrapping()
        ? !ones.contains(other) && !others.contains(one)
        : areTheFirstTwo(one, other, facts) || Collections.disjoint(ones, others);
  }

  /** They, who chose their password or alone handed it out, who did so for that one, and so on. */
  private static Set<PrincipalId> speakers(PrincipalId who, Facts facts) {
    var speakers = new HashSet<PrincipalId>();
    @Nullable PrincipalId next = who;
    while (next != null && speakers.add(next)) {
      next = origin(next, facts).by();
    }
    return speakers;
  }

  private static boolean areTheFirstTwo(PrincipalId one, PrincipalId other, Facts facts) {
    return facts
        .of(AccessFacts.class)
        .secondAdministrator()
        .filter(
            it ->
                (it.equals(one) && other.equals(origin(it, facts).by()))
                    || (it.equals(other) && one.equals(origin(it, facts).by())))
        .isPresent();
  }

  /** No single other person could be them, by whatever account or token that one made. */
  public static Rule assured(PrincipalId who, Facts facts) {
    return that(
        origin(who, facts).assured(),
        RefusalCode.SECOND_PERSON_REQUIRED,
        "One administrator alone handed out your password, and could have proposed this: have it"
            + " reset, which takes two.");
  }

  /** With each of those others they are two persons. */
  public static Rule anotherPerson(PrincipalId who, Collection<PrincipalId> others, Facts facts) {
    return that(
        others.stream().allMatch(it -> it.equals(who) || areTwo(who, it, facts)),
        RefusalCode.SECOND_PERSON_REQUIRED,
        "You and somebody who approved already could be one person, by who alone handed out your"
            + " passwords: have them reset, which takes two.");
  }

  /**
   * Whether who is given these roles has to choose another password for it. As long as there is
   * nobody to confirm anything, it's only for administrators: they end that time.
   */
  public static boolean takesNewPassword(
      Set<Role> granted, CredentialOrigin origin, boolean bootstrapping) {
    return bootstrapping
        ? granted.contains(Role.ADMINISTRATOR) && !origin.own()
        : RoleRules.decisive(granted) && !origin.assured();
  }

  /** Whether somebody else is left who decides, if these roles are taken from a principal. */
  public static boolean remain(Set<Role> taken, PrincipalId from, AccessFacts facts) {
    return taken.stream()
        .filter(it -> RoleRules.decisive(Set.of(it)))
        .allMatch(it -> facts.othersWith(it, from) >= least(it));
  }

  /** Of administrators it takes two to confirm anything. */
  private static int least(Role role) {
    return role == Role.ADMINISTRATOR ? 2 : 1;
  }

  private static CredentialOrigin origin(PrincipalId who, Facts facts) {
    return facts.of(AccessFacts.class).credential(who);
  }
}
