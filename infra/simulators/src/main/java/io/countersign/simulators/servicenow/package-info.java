/** A ServiceNow with incidents and changes, by its Table API and its Change Management API. */
@NullMarked
package io.countersign.simulators.servicenow;

import org.jspecify.annotations.NullMarked;
