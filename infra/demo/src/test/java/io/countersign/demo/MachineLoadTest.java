package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineLoadTest {
  @Test
  void onlyABusyMachineIsAnExcuse() {
    assertThat(MachineLoad.tooMuch(30, 2))
        .hasValueSatisfying(it -> assertThat(it).contains("30 on 2"));
    assertThat(MachineLoad.tooMuch(3, 2)).isEmpty();
    assertThat(MachineLoad.tooMuch(-1, 2)).isEmpty();
  }
}
