PRICES = {"bread": 3, "cheese": 7}
