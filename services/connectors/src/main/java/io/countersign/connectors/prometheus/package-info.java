/** Evidence from the Prometheus HTTP API. */
@NullMarked
package io.countersign.connectors.prometheus;

import org.jspecify.annotations.NullMarked;
