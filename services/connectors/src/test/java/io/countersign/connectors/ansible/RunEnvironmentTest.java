package io.countersign.connectors.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunEnvironmentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LD_PRELOAD",
        "ld_preload",
        "LD_LIBRARY_PATH",
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "PYTHONUNBUFFERED",
        "ANSIBLE_LIBRARY",
        "ANSIBLE_CONFIG",
        "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS",
        "PERL5LIB",
        "RUBYOPT",
        "NODE_OPTIONS",
        "BASH_ENV",
        "BASH_FUNC_x",
        "GIT_SSH_COMMAND",
        "GCONV_PATH",
        "GLIBC_TUNABLES",
        "ENV",
        "PATH",
        "HOME",
        "COUNTERSIGN_RUN",
        "A B",
        ""
      })
  void whatDecidesWhichCodeRunsCannotBeSet(String name) {
    assertThat(RunEnvironment.mayBeSet(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"COLOUR", "HTTPS_PROXY", "NODE_NAME", "LDAP_URL", "GITLAB_URL", "SSH_AUTH_SOCK"})
  void whatAPlaybookAsksForCan(String name) {
    assertThat(RunEnvironment.mayBeSet(name)).isTrue();
  }
}
