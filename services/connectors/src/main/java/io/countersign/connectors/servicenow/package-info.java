/** Incidents and change requests in ServiceNow, by its Table API and its Change Management API. */
@NullMarked
package io.countersign.connectors.servicenow;

import org.jspecify.annotations.NullMarked;
