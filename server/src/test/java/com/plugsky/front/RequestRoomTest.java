package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.junit.jupiter.api.Test;

class RequestRoomTest {

    @Test
    void isFoundInThisTomcatAndGivenBackOnce() {
        var request = new Request(new Connector(), new org.apache.coyote.Request());

        assertThat(RequestRoom.shrink(request)).isTrue();
        assertThat(RequestRoom.shrink(request)).isFalse();
    }

    @Test
    void staysGivenBackForTheNextRequest() {
        var request = new Request(new Connector(), new org.apache.coyote.Request());
        RequestRoom.shrink(request);
        request.recycle();

        assertThat(RequestRoom.shrink(request)).isFalse();
    }
}
