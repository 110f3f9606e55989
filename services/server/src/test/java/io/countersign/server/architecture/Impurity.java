package io.countersign.server.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.temporal.workflow.Workflow;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Timer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** A sort of what makes code come out otherwise the next time; decisions may do none of it. */
@SuppressWarnings("ImmutableEnumChecker") // its predicates are
enum Impurity {
  ASKS_FOR_THE_TIME(
      call -> isIn("java.time", call) && call.getName().equals("now"),
      type -> type.isEquivalentTo(Clock.class)),
  ASKS_A_SYSTEM_CLOCK(
      call -> isOf(InstantSource.class, call) && call.getName().equals("system"), _ -> false),
  ASKS_THE_SYSTEM(call -> isOf(System.class, call), type -> isWithin(System.class, type)),
  HAS_THREADS(
      _ -> false,
      type ->
          type.isAssignableTo(Thread.class)
              || type.isEquivalentTo(ThreadLocal.class)
              || type.isEquivalentTo(Timer.class)
              || type.getPackageName().startsWith("java.util.concurrent")),
  ROLLS_DICE(
      call ->
          call.getName().equals("randomUUID")
              || call.getName().equals("shuffle")
              || call.getName().equals("random"),
      type -> type.isAssignableTo(RandomGenerator.class)),
  READS_OR_WRITES(
      _ -> false,
      type ->
          type.getPackageName().startsWith("java.nio.file")
              || type.getPackageName().startsWith("java.nio.channels")
              || (type.getPackageName().equals("java.io") && !isPlain(type))
              || (type.getPackageName().startsWith("java.net") && !isPlain(type))
              || type.isEquivalentTo(Runtime.class)
              || type.isEquivalentTo(Process.class)
              || type.isEquivalentTo(ProcessBuilder.class)),
  /** {@link Workflow#getLogger} is silent in a replay, others say all of it again. */
  LOGS_BY_ITSELF(
      _ -> false,
      type ->
          type.isEquivalentTo(LoggerFactory.class)
              || type.getPackageName().startsWith("java.util.logging")
              || type.getPackageName().startsWith("org.apache."));

  private final Predicate<AccessTarget> call;
  private final Predicate<JavaClass> type;

  Impurity(Predicate<AccessTarget> call, Predicate<JavaClass> type) {
    this.call = call;
    this.type = type;
  }

  /** Where a class does it, as texts for people. */
  List<String> in(JavaClass subject) {
    var calls =
        subject.getAccessesFromSelf().stream()
            .filter(it -> call.test(it.getTarget()))
            .map(JavaAccess::getDescription);
    var types =
        subject.getDirectDependenciesFromSelf().stream()
            .filter(it -> type.test(it.getTargetClass().getBaseComponentType()))
            .map(Dependency::getDescription);
    return Stream.concat(calls, types).toList();
  }

  /** Of packages that read and write, what does neither. */
  private static boolean isPlain(JavaClass type) {
    return Stream.of(
            Serializable.class, UncheckedIOException.class, URI.class, URISyntaxException.class)
        .anyMatch(type::isEquivalentTo);
  }

  private static boolean isIn(String home, AccessTarget call) {
    return call.getOwner().getPackageName().equals(home);
  }

  private static boolean isOf(Class<?> owner, AccessTarget call) {
    return call.getOwner().isEquivalentTo(owner);
  }

  private static boolean isWithin(Class<?> owner, JavaClass type) {
    return type.getName().startsWith(owner.getName() + "$");
  }
}
