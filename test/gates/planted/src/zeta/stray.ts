import '../units/one.js'
