/**
 * A Jira, of the Cloud with version 3 of the interface or a Data Center with version 2.
 *
 * <p>More than twenty types: all but the simulator itself are for it alone.
 */
@NullMarked
package io.countersign.simulators.jira;

import org.jspecify.annotations.NullMarked;
