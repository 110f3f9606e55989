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
import java.util.List;
import java.util.Optional;
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
    return that(origin(who, access(facts)).own(), RefusalCode.CREDENTIAL_NOT_OWN);
  }

  /**
   * Nobody could be both: neither of them the other, nor a third, by whatever chain of passwords
   * that one chose for the next. The first two administrators are believed to be two: one was
   * invited by the other when there was nobody else, and only they can agree to a reset. As long as
   * there is but one administrator, who handed out all passwords, it's only whether one of them
   * could be the other.
   */
  public static Rule twoPersons(PrincipalId one, PrincipalId other, Facts facts) {
    return that(
        areTwo(one, other, access(facts)),
        RefusalCode.SECOND_PERSON_REQUIRED,
        "Who proposed this and you could be one person, by who alone handed out your passwords:"
            + " have them reset, which takes two.");
  }

  private static boolean areTwo(PrincipalId one, PrincipalId other, AccessFacts facts) {
    return facts.bootstrapping()
        ? !speakers(one, facts).contains(other) && !speakers(other, facts).contains(one)
        : areTheFirstTwo(one, other, facts) || areApart(one, other, facts);
  }

  private static boolean areTheFirstTwo(PrincipalId one, PrincipalId other, AccessFacts facts) {
    return !one.equals(other) && facts.firstTwo().containsAll(List.of(one, other));
  }

  private static boolean areApart(PrincipalId one, PrincipalId other, AccessFacts facts) {
    return Collections.disjoint(speakers(one, facts), speakers(other, facts));
  }

  /** They, who chose their password or alone handed it out, who did so for that one, and so on. */
  private static Set<PrincipalId> speakers(PrincipalId who, AccessFacts facts) {
    var speakers = new HashSet<PrincipalId>();
    @Nullable PrincipalId next = who;
    while (next != null && speakers.add(next)) {
      next = origin(next, facts).by();
    }
    return speakers;
  }

  /**
   * With whom an administrator who has a password of their own now is believed to be two: one of
   * them invited the other, or nobody could be both.
   */
  public static Optional<PrincipalId> otherOfTheFirstTwo(PrincipalId who, AccessFacts facts) {
    var by = origin(who, facts).by();
    return facts.othersWith(Role.ADMINISTRATOR, who).stream()
        .filter(
            it -> it.equals(by) || who.equals(origin(it, facts).by()) || areApart(who, it, facts))
        .findFirst();
  }

  /** No single other person could be them, by whatever account or token that one made. */
  public static Rule assured(PrincipalId who, Facts facts) {
    return that(
        origin(who, access(facts)).assured(),
        RefusalCode.SECOND_PERSON_REQUIRED,
        "One administrator alone handed out your password, and could have proposed this: have it"
            + " reset, which takes two.");
  }

  /** With each of those others they are two persons. */
  public static Rule anotherPerson(PrincipalId who, Collection<PrincipalId> others, Facts facts) {
    return that(
        others.stream().allMatch(it -> it.equals(who) || areTwo(who, it, access(facts))),
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

  /**
   * Whether one person may take these roles from a principal: somebody else is left who decides,
   * and nobody is kept from looking on who audits.
   */
  public static boolean takenByOne(Set<Role> taken, PrincipalId from, AccessFacts facts) {
    return !taken.contains(Role.AUDITOR)
        && taken.stream()
            .filter(it -> RoleRules.decisive(Set.of(it)))
            .allMatch(it -> suffice(it, facts.othersWith(it, from), facts));
  }

  /** Of administrators it takes two to confirm anything. */
  private static boolean suffice(Role role, List<PrincipalId> holders, AccessFacts facts) {
    return role == Role.ADMINISTRATOR ? someAreTwo(holders, facts) : !holders.isEmpty();
  }

  private static boolean someAreTwo(List<PrincipalId> persons, AccessFacts facts) {
    return persons.stream()
        .anyMatch(
            one -> persons.stream().anyMatch(it -> !it.equals(one) && areTwo(one, it, facts)));
  }

  /**
   * Whether something can be confirmed once the product itself has let somebody in as this
   * administrator: by the others, or by one of them and this one.
   */
  public static boolean leadsOut(PrincipalId letIn, AccessFacts facts) {
    var others = facts.othersWith(Role.ADMINISTRATOR, letIn);
    return facts.bootstrapping()
        || someAreTwo(others, facts)
        || others.stream()
            .anyMatch(
                it -> areTheFirstTwo(letIn, it, facts) || !speakers(it, facts).contains(letIn));
  }

  static Set<PrincipalId> speakers(PrincipalId who, Facts facts) {
    return speakers(who, access(facts));
  }

  private static CredentialOrigin origin(PrincipalId who, AccessFacts facts) {
    return facts.credential(who);
  }

  private static AccessFacts access(Facts facts) {
    return facts.of(AccessFacts.class);
  }
}
