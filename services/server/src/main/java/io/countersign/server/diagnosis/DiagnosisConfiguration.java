package io.countersign.server.diagnosis;

import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.policies.diagnosis.ThresholdsReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The thresholds that diagnoses go by. */
@Configuration(proxyBeanMethods = false)
class DiagnosisConfiguration {
  @Bean
  Thresholds thresholds() {
    return ThresholdsReader.shipped();
  }
}
