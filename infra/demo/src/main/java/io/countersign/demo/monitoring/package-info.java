/** The monitoring of the estate: real Prometheus and Alertmanager, or a stand-in. */
@NullMarked
package io.countersign.demo.monitoring;

import org.jspecify.annotations.NullMarked;
