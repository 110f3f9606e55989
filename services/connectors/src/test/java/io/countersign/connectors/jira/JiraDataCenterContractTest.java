package io.countersign.connectors.jira;

import io.countersign.simulators.jira.JiraEdition;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JiraDataCenterContractTest extends JiraContract {
  @TempDir private Path folder;
  private JiraFixture fixture;

  @BeforeEach
  void start() {
    fixture = new JiraFixture(JiraEdition.DATA_CENTER, folder);
  }

  @Override
  protected JiraFixture fixture() {
    return fixture;
  }
}
