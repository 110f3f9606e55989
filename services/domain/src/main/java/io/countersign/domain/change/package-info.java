/** What others changed: deployments, restarts, configuration. */
@NullMarked
package io.countersign.domain.change;

import org.jspecify.annotations.NullMarked;
