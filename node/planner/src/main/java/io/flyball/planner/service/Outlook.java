package io.flyball.planner.service;

/** What was learned about the load of the service and what its instances carry. */
record Outlook() {
    static final Outlook NONE = new Outlook();
}
