package io.flyball.server.history;

/** Nothing was stored because the disk is full; reads go on and appends will work again when there is room. */
public final class NoRoomException extends StoreException {
    private static final long serialVersionUID = 1;

    public NoRoomException(String message) {
        super(message);
    }
}
