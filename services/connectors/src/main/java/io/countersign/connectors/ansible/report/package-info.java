/** What a playbook's run told of itself: read, judged, and put into words. */
@NullMarked
package io.countersign.connectors.ansible.report;

import org.jspecify.annotations.NullMarked;
