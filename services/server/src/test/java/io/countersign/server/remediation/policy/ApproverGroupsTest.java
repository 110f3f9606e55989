package io.countersign.server.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.access.AccessFacts.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is recorded of groups doesn't grow with the installation. */
class ApproverGroupsTest {
  private static Principal member(String... groups) {
    return new Principal(
        new PrincipalId("ada"), PrincipalKind.PERSON, Set.of(), Set.of(groups), true);
  }

  @Test
  void ofFewGroupsAllAreTold() {
    assertThat(ApproverGroups.of(List.of(member("sre", "dba"), member("sre")), Set.of("none")))
        .containsExactly("dba", "sre");
  }

  @Test
  void ofHundredsThoseThatRulesNameAreToldAndNoMoreThanAnEventHolds() {
    var directory =
        IntStream.range(0, 450)
            .mapToObj(it -> "a-group-of-the-directory-with-quite-a-long-name-" + (100 + it))
            .collect(Collectors.toSet());
    var last = "z-named-by-a-rule";
    var approvers = List.of(member(directory.toArray(String[]::new)), member(last));
    var told = ApproverGroups.of(approvers, Set.of(last, "z-nobody-is-in"));
    assertThat(told).contains(last).doesNotContain("z-nobody-is-in").isSorted().hasSize(101);
    assertThat(String.join(",", told).getBytes(StandardCharsets.UTF_8).length).isLessThan(8_192);
  }
}
