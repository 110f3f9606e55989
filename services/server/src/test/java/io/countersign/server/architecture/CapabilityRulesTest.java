package io.countersign.server.architecture;

import static io.countersign.server.architecture.House.inhabited;
import static io.countersign.server.architecture.House.module;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The guide to adding a capability follows {@code reference}: an aggregate, facts, a refusal, a
 * view and endpoints, and nobody else's class knows one of its own. So it was added, and could be
 * taken out again, by its packages and one line in a list.
 */
class CapabilityRulesTest {
  private static final List<String> EXAMPLE =
      List.of(module("domain.reference"), module("ledger.reference"), module("server.reference"));

  /** It comes after the example, and may know it. */
  private static final String LATER = ".conversation";

  private static boolean isInside(JavaClass type) {
    return EXAMPLE.stream()
        .anyMatch(it -> type.getPackageName().equals(it.substring(0, it.length() - 2)));
  }

  private static Stream<Dependency> intoTheExample(boolean fromInside) {
    return House.CLASSES.stream()
        .filter(it -> isInside(it) == fromInside)
        .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .filter(it -> isInside(it.getTargetClass().getBaseComponentType()))
        .filter(it -> !it.getOriginClass().getPackageName().contains(LATER));
  }

  @Test
  void aCapabilityIsKnownToItselfAlone() {
    assertThat(inhabited(EXAMPLE.toArray(String[]::new))).hasSize(3);
    assertThat(intoTheExample(false).map(Dependency::getDescription)).isEmpty();
  }

  /** The rule above would find it: its own classes know each other, from module to module. */
  @Test
  void itsOwnClassesKnowEachOther() {
    assertThat(intoTheExample(true).map(it -> it.getOriginClass().getPackageName()).distinct())
        .hasSize(3);
  }
}
