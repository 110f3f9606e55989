package io.countersign.connectors.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.simulators.jira.JiraEdition;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Also holds all that is said against Jira's published description, where that is at hand. */
class JiraCloudContractTest extends JiraContract {
  @TempDir private Path folder;
  private JiraFixture fixture;

  @BeforeEach
  void start() {
    fixture = new JiraFixture(JiraEdition.CLOUD, folder);
  }

  @AfterEach
  void bothSidesKeepToTheDescription() {
    assertThat(JiraDescription.violations(fixture.jira.exchanges())).isEmpty();
  }

  @Override
  protected JiraFixture fixture() {
    return fixture;
  }
}
