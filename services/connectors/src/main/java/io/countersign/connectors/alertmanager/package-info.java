/** Alertmanager's webhook payload, version 4. */
@NullMarked
package io.countersign.connectors.alertmanager;

import org.jspecify.annotations.NullMarked;
