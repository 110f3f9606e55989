package io.countersign.server.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The ways from class to class over any number of others of the house. Whoever calls an interface
 * of the house calls what implements it.
 *
 * @param gates classes at which a way ends, since they answer for what is behind them
 */
record Reach(JavaClasses classes, Set<String> gates) {
  /**
   * The shortest way from a class to one of the targets, as a text for people; empty if there is
   * none.
   */
  Optional<String> way(JavaClass from, Predicate<JavaClass> target) {
    Map<JavaClass, JavaClass> cameFrom = new HashMap<>();
    var open = new ArrayDeque<>(List.of(from));
    cameFrom.put(from, from);
    while (!open.isEmpty()) {
      var here = open.remove();
      if (target.test(here)) {
        return Optional.of(text(from, here, cameFrom));
      }
      steps(here)
          .filter(it -> cameFrom.putIfAbsent(it, here) == null)
          .filter(it -> !gates.contains(it.getName()))
          .forEach(open::add);
    }
    return Optional.empty();
  }

  /** Whether a way leads there, gates or not. */
  boolean leads(JavaClass from, Predicate<JavaClass> target) {
    return new Reach(classes, Set.of()).way(from, target).isPresent();
  }

  private Stream<JavaClass> steps(JavaClass here) {
    var used =
        here.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType);
    var implementing = here.isInterface() ? here.getSubclasses().stream() : Stream.<JavaClass>of();
    return Stream.concat(used, implementing)
        .filter(it -> it.getPackageName().startsWith("io.countersign."));
  }

  private static String text(JavaClass from, JavaClass to, Map<JavaClass, JavaClass> cameFrom) {
    var way = new StringBuilder(to.getSimpleName());
    for (var here = to; !here.equals(from); ) {
      here = cameFrom.getOrDefault(here, from);
      way.insert(0, here.getSimpleName() + " -> ");
    }
    return way.toString();
  }
}
