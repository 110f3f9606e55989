package io.countersign.server.architecture;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Two beans of one name: with both in a branch of its own, only the merged server won't start. */
class BeanNamesTest {
  private record Named(String name, String declaredBy) {}

  private static final List<Named> BEANS =
      House.CLASSES.stream()
          .filter(it -> it.getPackageName().startsWith("io.countersign.server"))
          .filter(not(JavaClass::isAnnotation))
          .flatMap(it -> Stream.concat(component(it), methods(it)))
          .toList();

  private static Stream<Named> component(JavaClass type) {
    return type.getAnnotations().stream()
        .filter(BeanNamesTest::isComponent)
        .map(it -> new Named(name(type, it), type.getName()))
        .limit(1);
  }

  private static boolean isComponent(JavaAnnotation<?> annotation) {
    return annotation.getRawType().isEquivalentTo(Component.class)
        || annotation.getRawType().isMetaAnnotatedWith(Component.class);
  }

  /** As Spring names what doesn't name itself. */
  private static String name(JavaClass type, JavaAnnotation<?> annotation) {
    return annotation
        .get("value")
        .map(String::valueOf)
        .filter(not(String::isEmpty))
        .orElseGet(
            () -> StringUtils.uncapitalizeAsProperty(ClassUtils.getShortName(type.getName())));
  }

  private static Stream<Named> methods(JavaClass type) {
    return type.getMethods().stream()
        .filter(it -> it.isAnnotatedWith(Bean.class))
        .flatMap(it -> names(it).map(name -> new Named(name, it.getFullName())));
  }

  private static Stream<String> names(JavaMethod method) {
    var bean = method.getAnnotationOfType(Bean.class);
    var own = bean.value().length > 0 ? bean.value() : bean.name();
    return own.length > 0 ? Arrays.stream(own) : Stream.of(method.getName());
  }

  /** A rule over nothing would hold of anything. */
  @Test
  void theBeansAreFoundByTheirNames() {
    assertThat(BEANS)
        .hasSizeGreaterThan(100)
        .extracting(Named::name)
        .contains("record", "policy", "noticeDelivery", "oncallController", "followingUp");
  }

  @Test
  void noTwoBeansHaveOneName() {
    Map<String, List<String>> twice =
        BEANS.stream()
            .collect(
                Collectors.groupingBy(
                    Named::name,
                    TreeMap::new,
                    Collectors.mapping(Named::declaredBy, Collectors.toList())));
    twice.values().removeIf(it -> it.size() == 1);
    assertThat(twice).isEmpty();
  }
}
