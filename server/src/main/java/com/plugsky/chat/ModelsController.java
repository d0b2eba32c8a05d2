package com.plugsky.chat;

import com.plugsky.contract.api.ModelsApi;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Which models there are. */
@RestController
final class ModelsController implements ModelsApi {

    private final ModelCards cards;

    ModelsController(ModelCards cards) {
        this.cards = cards;
    }

    @Override
    public ResponseEntity<?> listModels() {
        return ResponseEntity.ok(cards.all());
    }

    @Override
    public ResponseEntity<?> retrieveModel(String model) {
        return ResponseEntity.ok(cards.one(model));
    }
}
