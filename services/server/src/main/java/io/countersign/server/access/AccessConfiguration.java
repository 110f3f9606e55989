package io.countersign.server.access;

import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.access.Confirmations;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.ResetSecrets;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.ledger.access.TokenSecrets;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The readers of who there is and who may come in. */
@Configuration(proxyBeanMethods = false)
@Import({
  Confirmations.class,
  Directory.class,
  ExclusiveWork.class,
  Principals.class,
  ResetSecrets.class,
  SessionSecrets.class,
  TokenSecrets.class,
  KillSwitch.class
})
class AccessConfiguration {}
